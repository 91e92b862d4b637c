using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ContactPolicy;

public sealed partial class InstantContactIndex
{
    private Bounds BoundsOf(long code)
    {
        long floor = Volatile.Read(ref _floor);
        return new Bounds(code, _length, code < floor || code > LastCode ? Bounds.Never : floor);
    }

    // What nearly every call is, without a loop: nobody changes the customer's group meanwhile, and all contacts that are near lie on one side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IndexAnswer Ask(int customer, in Bounds bounds, bool take)
    {
        ref byte record = ref RecordOf(customer);
        ref int version = ref _versions[customer & (Stripes - 1)];
        int seen = Volatile.Read(ref version);

        // The first instant is read behind the version, as below.
        if ((seen & 1) == 0 && Volatile.Read(ref _floor) == bounds.Floor)
        {
            Vector256<long> slots = PackedSlots.Read(ref record);
            uint near = (Vector256.GreaterThan(slots, bounds.After) & Vector256.LessThan(slots, bounds.Before)).ExtractMostSignificantBits();
            uint free = Vector256.LessThanOrEqual(slots, bounds.Old).ExtractMostSignificantBits();
            if (BitOperations.PopCount(near) < _limit)
            {
                if (!take)
                {
                    Volatile.ReadBarrier();
                    if (slots[Slots - 1] != Overflow && Volatile.Read(ref version) == seen)
                    {
                        return IndexAnswer.Admitted;
                    }
                }
                else if (free != 0 && slots[Slots - 1] != Overflow && Interlocked.CompareExchange(ref version, unchecked(seen + 1), seen) == seen)
                {
                    PackedSlots.Write(ref record, BitOperations.TrailingZeroCount(free), bounds.Code);
                    Volatile.Write(ref version, unchecked(seen + 2));
                    return IndexAnswer.Admitted;
                }
            }
            else if (slots[Slots - 1] != Overflow)
            {
                uint ahead = near & Vector256.GreaterThan(slots, bounds.At).ExtractMostSignificantBits();
                Volatile.ReadBarrier();
                if ((ahead == 0 || ahead == near) && Volatile.Read(ref version) == seen)
                {
                    return IndexAnswer.Refused;
                }
            }
        }

        return AskUntilStill(customer, bounds.Code, take);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IndexAnswer AskUntilStill(int customer, long code, bool take)
    {
        ref byte record = ref RecordOf(customer);
        ref int version = ref _versions[customer & (Stripes - 1)];
        var spin = default(SpinWait);
        while (true)
        {
            int seen = Volatile.Read(ref version);
            if ((seen & 1) != 0)
            {
                spin.SpinOnce();
                continue;
            }

            // The first instant is read behind the version: where a contact has given up its slot for the sake of a new one, that one is seen here.
            long floor = Volatile.Read(ref _floor);
            Vector256<long> slots = PackedSlots.Read(ref record);
            IndexAnswer answer = Answer(slots, code, floor);
            int free = take && answer == IndexAnswer.Admitted ? FreeSlot(slots, floor) : -1;
            if ((uint)free < Slots)
            {
                // Nobody has changed anything since the version was read, or this fails: what was judged is what is written to.
                if (Interlocked.CompareExchange(ref version, unchecked(seen + 1), seen) == seen)
                {
                    PackedSlots.Write(ref record, free, code);
                    Volatile.Write(ref version, unchecked(seen + 2));
                    return answer;
                }

                continue;
            }

            Volatile.ReadBarrier();
            if (Volatile.Read(ref version) == seen)
            {
                return free == Slots ? IndexAnswer.AskRules : answer;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IndexAnswer Answer(Vector256<long> slots, long code, long floor) =>
        code < floor || code > LastCode || slots[Slots - 1] == Overflow ? IndexAnswer.AskRules : Judge(slots, code);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IndexAnswer Judge(Vector256<long> slots, long instant)
    {
        // Those from a window before it to a window behind it. A slot that is 0 is empty.
        uint near = (Vector256.GreaterThan(slots, Vector256.Create(Math.Max(0, instant - _length)))
            & Vector256.LessThan(slots, Vector256.Create(instant + _length))).ExtractMostSignificantBits();
        if (BitOperations.PopCount(near) < _limit)
        {
            return IndexAnswer.Admitted;
        }

        // Where all of them lie on one side, one window holds them with this instant.
        uint ahead = near & Vector256.GreaterThan(slots, Vector256.Create(instant)).ExtractMostSignificantBits();
        return ahead == 0 || ahead == near || Fullest(slots, instant) >= _limit ? IndexAnswer.Refused : IndexAnswer.Admitted;
    }

    // The most contacts in any window that holds this instant: windows begin with one of the contacts, or with this one.
    private int Fullest(Vector256<long> slots, long instant)
    {
        int most = Inside(slots, instant);
        for (int i = 0; i < Slots; i++)
        {
            long start = slots[i];
            if (start != 0 && start <= instant && instant - start < _length)
            {
                most = Math.Max(most, Inside(slots, start));
            }
        }

        return most;
    }

    private int Inside(Vector256<long> slots, long start) => BitOperations.PopCount(
        (Vector256.GreaterThanOrEqual(slots, Vector256.Create(start)) & Vector256.LessThan(slots, Vector256.Create(start + _length))).ExtractMostSignificantBits());

    // The first free slot, or that of a contact too old to share a window with any that may still come; their number when there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FreeSlot(Vector256<long> slots, long floor)
    {
        uint free = Vector256.LessThanOrEqual(slots, Vector256.Create(Math.Max(0, floor - _length))).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(free | (1u << Slots));
    }

    /// <summary>What an instant's question compares slots with: the same for all customers of a batch.</summary>
    /// <param name="code">The instant.</param>
    /// <param name="length">The window's length.</param>
    /// <param name="floor">The first instant about which is answered; <see cref="Never"/> where this instant is outside the range.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Bounds(long code, long length, long floor)
    {
        public const long Never = -1;

        // Who is near lies above After and below Before; a slot that is 0 is empty.
        public readonly Vector256<long> After = Vector256.Create(Math.Max(0, code - length));
        public readonly Vector256<long> Before = Vector256.Create(code + length);
        public readonly Vector256<long> At = Vector256.Create(code);

        // What lies here or before shares no window with what may still come.
        public readonly Vector256<long> Old = Vector256.Create(Math.Max(0, floor - length));
        public readonly long Code = code;
        public readonly long Floor = floor;
    }
}
