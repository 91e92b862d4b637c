using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell.ContactPolicy;

/// <summary>
/// One rolling rule over millions of customers in 24 bytes each: up to four instants a customer, to the microsecond. A cache before the rules, for deciding at
/// speed; the ledger stays the truth.
/// </summary>
/// <remarks>
/// <para>
/// What it answers is what the rule answers for the contacts that it was told. It tells <see cref="IndexAnswer.AskRules"/> where it cannot know: for a customer with
/// more than four contacts that still matter, for instants that were forgotten, and for those more than eight years after the first. Checks and reserves allocate nothing.
/// </para>
/// <para>Thread-safe: reading takes no lock, changing a short spin lock of one of some thousand groups of customers. Under any number of threads no more contacts are admitted than the limit allows.</para>
/// </remarks>
public sealed partial class InstantContactIndex
{
    /// <summary>The most contacts of a customer that it holds, and the highest limit that it serves.</summary>
    public const int Slots = 4;

    // A slot holds microseconds since a window before the first instant, counted from 1; 0 is empty. The last slot of a
    // customer with too many contacts says so.
    private const int Words = PackedSlots.Words;
    private const long Overflow = PackedSlots.Most;
    private const long LastCode = Overflow - 1;
    private const int Stripes = 4_096;
    private const int Ahead = 48;

    private readonly ulong[] _instants;

    // A version for each group of customers, odd while one of them changes: who only reads compares it before and after, and takes no lock.
    private readonly int[] _versions = new int[Stripes];
    private readonly int _limit;
    private readonly long _length;
    private readonly long _zero;
    private long _floor;

    private InstantContactIndex(int customers, int limit, long length, DateTimeOffset firstInstant)
    {
        _instants = HugePages.Allocate<ulong>(checked(customers * Words));
        Count = customers;
        _limit = limit;
        _length = length;
        _zero = (firstInstant.UtcTicks / TimeSpan.TicksPerMicrosecond) - length;
        _floor = length;
    }

    /// <summary>The number of customers.</summary>
    public int Count { get; }

    /// <summary>The first instant about which it answers; earlier ones were forgotten.</summary>
    public DateTimeOffset FirstInstant => new((_zero + Volatile.Read(ref _floor)) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>The index of a rule, without contacts.</summary>
    /// <param name="rule">A rolling rule that counts contacts or attempts for a customer, with one limit of 0 to 4 and no headroom. Which contacts it is about is the caller's to know.</param>
    /// <param name="customers">How many customers, at most 700 million; they are numbered from 0.</param>
    /// <param name="firstInstant">The first instant about which it answers.</param>
    /// <exception cref="ArgumentException">The rule is of another kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="customers"/> is negative.</exception>
    public static InstantContactIndex For(ContactRule rule, int customers, DateTimeOffset firstInstant)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return IndexableRule.Fault(rule, WindowKind.Rolling, Slots) is { } fault
            ? throw new ArgumentException(fault, nameof(rule))
            : new InstantContactIndex(customers, rule.Limit.Lowest, rule.Window.Length.Ticks / TimeSpan.TicksPerMicrosecond, firstInstant);
    }

    /// <summary>Whether a contact at an instant would be admitted now.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="at">The instant; whole microseconds count.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="customer"/> is outside that range.</exception>
    public IndexAnswer Check(int customer, DateTimeOffset at) => Ask(customer, BoundsOf(CodeOf(at)), take: false);

    /// <summary>Takes a slot for a contact, when it is admitted.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="at">The instant; whole microseconds count.</param>
    /// <returns>Admitted: the slot is taken. Otherwise nothing has changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="customer"/> is outside that range.</exception>
    public IndexAnswer TryReserve(int customer, DateTimeOffset at) => Ask(customer, BoundsOf(CodeOf(at)), take: true);

    /// <summary>Takes slots for many customers, faster than one by one where there are millions: memory is fetched ahead.</summary>
    /// <param name="customers">The customers, each from 0 to <see cref="Count"/> - 1; one that stands twice asks twice.</param>
    /// <param name="at">The contacts' instant; whole microseconds count.</param>
    /// <param name="answers">Takes an answer for each, as long as <paramref name="customers"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="answers"/> is shorter than <paramref name="customers"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A customer is outside the range; those before it may have their slots.</exception>
    public void TryReserve(ReadOnlySpan<int> customers, DateTimeOffset at, Span<IndexAnswer> answers)
    {
        if (answers.Length < customers.Length)
        {
            throw new ArgumentException($"There is room for {answers.Length} answers, but {customers.Length} customers.", nameof(answers));
        }

        Bounds bounds = BoundsOf(CodeOf(at));
        for (int i = 0; i < customers.Length; i++)
        {
            if (i + Ahead < customers.Length)
            {
                // One in four lies in two lines of the cache.
                long next = (long)customers[i + Ahead] * Words;
                CacheHint.Touch(_instants, next);
                CacheHint.Touch(_instants, next + Words - 1);
            }

            answers[i] = Ask(customers[i], in bounds, take: true);
        }
    }

    /// <summary>Notes a contact that came about without the index, such as one read from the ledger; the limit is not asked.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="at">The contact's instant; one that shares no window with <see cref="FirstInstant"/> or later changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> is more than eight years after the first instant.</exception>
    public void Add(int customer, DateTimeOffset at)
    {
        long code = CodeOf(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, LastCode, nameof(at));
        ref byte record = ref RecordOf(customer);
        Enter(customer);
        long floor = Volatile.Read(ref _floor);
        Vector256<long> slots = PackedSlots.Read(ref record);
        if (slots[Slots - 1] != Overflow && code > floor - _length)
        {
            int free = FreeSlot(slots, floor);
            PackedSlots.Write(ref record, Math.Min(free, Slots - 1), free < Slots ? code : Overflow);
        }

        Exit(customer);
    }

    /// <summary>Gives a slot back.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="at">The instant for which it was taken.</param>
    /// <returns>False when no slot of that instant is held.</returns>
    public bool Release(int customer, DateTimeOffset at)
    {
        long code = CodeOf(at);
        ref byte record = ref RecordOf(customer);
        Enter(customer);
        Vector256<long> slots = PackedSlots.Read(ref record);
        uint held = slots[Slots - 1] == Overflow || code < 1 ? 0 : Vector256.Equals(slots, Vector256.Create(code)).ExtractMostSignificantBits();
        if (held != 0)
        {
            PackedSlots.Write(ref record, BitOperations.TrailingZeroCount(held), 0);
        }

        Exit(customer);
        return held != 0;
    }

    /// <summary>Moves <see cref="FirstInstant"/> forward: earlier ones are not asked about any more, and contacts that share no window with later ones free their slots.</summary>
    /// <param name="at">The new first instant; an earlier one than <see cref="FirstInstant"/> changes nothing.</param>
    public void Forget(DateTimeOffset at)
    {
        long floor = CodeOf(at);
        for (long seen = Volatile.Read(ref _floor); seen < floor;)
        {
            long now = Interlocked.CompareExchange(ref _floor, floor, seen);
            seen = now == seen ? floor : now;
        }
    }

    /// <summary>Forgets a customer's contacts, so that he can be told anew after <see cref="IndexAnswer.AskRules"/>.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    public void Clear(int customer)
    {
        ref byte record = ref RecordOf(customer);
        Enter(customer);
        for (int slot = 0; slot < Slots; slot++)
        {
            PackedSlots.Write(ref record, slot, 0);
        }

        Exit(customer);
    }

    private long CodeOf(DateTimeOffset at) => (at.UtcTicks / TimeSpan.TicksPerMicrosecond) - _zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte RecordOf(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)Count, nameof(customer));
        return ref Unsafe.As<ulong, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_instants), (nint)customer * Words));
    }

    private void Enter(int customer)
    {
        ref int version = ref _versions[customer & (Stripes - 1)];
        var spin = default(SpinWait);
        while (true)
        {
            int seen = Volatile.Read(ref version);
            if ((seen & 1) == 0 && Interlocked.CompareExchange(ref version, unchecked(seen + 1), seen) == seen)
            {
                return;
            }

            spin.SpinOnce();
        }
    }

    private void Exit(int customer)
    {
        ref int version = ref _versions[customer & (Stripes - 1)];
        Volatile.Write(ref version, unchecked(version + 1));
    }
}
