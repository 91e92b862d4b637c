using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrossSell;

/// <summary>Collects the different ids of a column: open addressing over one block of UTF-8, no object for each id.</summary>
/// <remarks>
/// A slot holds 32 bits of the hash and the id's index + 1, so that a slot that does not match is passed without touching the text: on ten million rows
/// the cache misses on texts are what loading costs.
/// </remarks>
internal sealed class IdTableBuilder
{
    private byte[] _text = new byte[1 << 10];
    private int[] _starts = new int[1 << 6];
    private ulong[] _slots = new ulong[1 << 7];

    // Keeps the loads that bring texts into the cache from being left out.
    private int _touched;

    public int Count { get; private set; }

    /// <summary>The index of an id, new or known.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair, which no exact UTF-8 can keep.</exception>
    public int GetOrAdd(ReadOnlySpan<char> id)
    {
        if (id.Length <= 128)
        {
            Span<byte> utf8 = stackalloc byte[128 * 3];
            // Ids are ASCII nearly always: narrowing is vectorised and needs no check of surrogates.
            return Ascii.FromUtf16(id, utf8, out int written) == System.Buffers.OperationStatus.Done
                ? GetOrAdd(utf8[..written])
                : GetOrAdd(utf8[..Strict.GetBytes(id, utf8)]);
        }

        return GetOrAdd(Strict.GetBytes(id.ToArray()));
    }

    /// <summary>The index of an id given as UTF-8, new or known.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> utf8) => GetOrAdd(utf8, Hash(utf8));

    /// <summary>The indexes of many ids, in their order.</summary>
    /// <param name="text">The ids' UTF-8, one behind the other.</param>
    /// <param name="ends">Where each id ends in <paramref name="text"/>.</param>
    /// <param name="hashes">The ids' hashes.</param>
    /// <param name="indexes">Takes the indexes.</param>
    /// <remarks>
    /// Every look-up misses the cache three times, one miss waiting for another. Taken step by step over many ids the misses of one step run side by side.
    /// </remarks>
    public void GetOrAdd(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends, ReadOnlySpan<ulong> hashes, Span<int> indexes)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        for (int i = 0; i < hashes.Length; i++)
        {
            ulong slot = slots[SlotOf(hashes[i], mask)];
            indexes[i] = slot != 0 && SameTag(slot, hashes[i]) ? IndexIn(slot) : -1;
        }

        Span<int> starts = stackalloc int[hashes.Length];
        for (int i = 0; i < hashes.Length; i++)
        {
            starts[i] = indexes[i] < 0 ? 0 : _starts[indexes[i]];
        }

        int touched = 0;
        foreach (int start in starts)
        {
            touched += _text[start];
        }

        Volatile.Write(ref _touched, touched);
        for (int i = 0; i < hashes.Length; i++)
        {
            ReadOnlySpan<byte> id = text[(i == 0 ? 0 : ends[i - 1])..ends[i]];
            bool known = indexes[i] >= 0 && _starts[indexes[i] + 1] - starts[i] == id.Length && _text.AsSpan(starts[i], id.Length).SequenceEqual(id);
            if (!known)
            {
                indexes[i] = GetOrAdd(id, hashes[i]);
            }
        }
    }

    /// <summary>The table, ids in order of first appearance.</summary>
    public IdTable Build() => new(_text, _starts, _slots, Count);

    private int GetOrAdd(ReadOnlySpan<byte> utf8, ulong hash)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        int slot = SlotOf(hash, mask);
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (SameTag(slots[slot], hash))
            {
                int index = IndexIn(slots[slot]);
                if (_text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]).SequenceEqual(utf8))
                {
                    return index;
                }
            }
        }

        return Add(utf8, hash, slot);
    }

    /// <summary>The table with its ids in <see cref="IdOrder"/>, and for each index of this builder the index there.</summary>
    public (IdTable Table, int[] NewIndexOf) BuildOrdered()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        order.AsSpan().Sort((a, b) => IdOrder.Compare(Utf8(a), Utf8(b)));
        var ordered = new IdTableBuilder();
        int[] newIndexOf = new int[Count];
        foreach (int old in order)
        {
            newIndexOf[old] = ordered.GetOrAdd(Utf8(old));
        }

        return (ordered.Build(), newIndexOf);
    }

    public ReadOnlySpan<byte> Utf8(int index) => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    public static bool SameTag(ulong slot, ulong hash) => (uint)(slot >> 32) == (uint)(hash >> 32);

    /// <summary>Where the search for a hash begins; a filled slot has the same upper half as its hash and may stand for it.</summary>
    public static int SlotOf(ulong hash, int mask) => (int)(hash >> 32) & mask;

    public static int IndexIn(ulong slot) => (int)(uint)slot - 1;

    /// <summary>Folds 8 bytes at a time by a 128-bit multiplication (the mixing step of wyhash, Wang Yi 2019); the high half is the tag, and its low bits address.</summary>
    public static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15UL;
        while (utf8.Length > 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8), 0xE7037ED1A0B428DBUL);
            utf8 = utf8[8..];
        }

        return Mix(hash ^ ReadTail(utf8), 0xA0761D6478BD642FUL);
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a ^ 0x8EBC6AF09C88C6E3UL, b, out ulong low);
        ulong mixed = (high ^ low) * 0x9E3779B97F4A7C15UL;
        return mixed ^ (mixed >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadTail(ReadOnlySpan<byte> tail)
    {
        switch (tail.Length)
        {
            case 8:
                return BinaryPrimitives.ReadUInt64LittleEndian(tail);
            case >= 4:
                return BinaryPrimitives.ReadUInt32LittleEndian(tail)
                    | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(tail[^4..]) << ((tail.Length - 4) * 8));
            default:
                ulong value = 0;
                for (int i = 0; i < tail.Length; i++)
                {
                    value |= (ulong)tail[i] << (8 * i);
                }

                return value;
        }
    }

    private int Add(ReadOnlySpan<byte> utf8, ulong hash, int slot)
    {
        int start = _starts[Count];
        if (start > Array.MaxLength - utf8.Length)
        {
            throw new NotSupportedException($"The ids of one column may take up to {Array.MaxLength:N0} bytes of UTF-8; more than that was met.");
        }

        if (start + utf8.Length > _text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(_text.Length * 2L, (long)start + utf8.Length)));
        }

        if (Count + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        utf8.CopyTo(_text.AsSpan(start));
        _starts[Count + 1] = start + utf8.Length;
        Count++;
        _slots[slot] = (hash & 0xFFFFFFFF00000000UL) | (uint)Count;
        if (Count * 2L > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>Reads the old slots one after another and no text: the half of the hash that a slot holds says where it belongs.</summary>
    private void Grow()
    {
        var slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        int mask = slots.Length - 1;
        foreach (ulong filled in _slots)
        {
            if (filled != 0)
            {
                int slot = SlotOf(filled, mask);
                while (slots[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                slots[slot] = filled;
            }
        }

        _slots = slots;
    }
}
