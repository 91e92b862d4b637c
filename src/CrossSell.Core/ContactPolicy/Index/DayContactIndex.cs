using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell.ContactPolicy;

/// <summary>
/// One rule of calendar days over millions of customers in 8 bytes each: up to four local days a customer in one word, changed by one compare-and-swap. A cache
/// before the rules, for deciding at speed; the ledger stays the truth.
/// </summary>
/// <remarks>
/// <para>
/// What it answers is what the rule answers for the contacts that it was told. It tells <see cref="IndexAnswer.AskRules"/> where it cannot know: for a customer with
/// more than four contacts that still matter, and for days outside its range. Checks and reserves allocate nothing.
/// </para>
/// <para>Thread-safe without locks: under any number of threads no more contacts are admitted than the limit allows.</para>
/// </remarks>
public sealed class DayContactIndex
{
    /// <summary>The most contacts of a customer that it holds, and the highest limit that it serves.</summary>
    public const int Slots = 4;

    private const ulong Overflow = ulong.MaxValue;
    private const int LastCode = ushort.MaxValue - 1;
    private const int Ahead = 48;
    private const int SlotBits = 16;

    private readonly ulong[] _words;
    private readonly int _limit;
    private readonly int _days;
    private readonly int _zero;
    private int _floor = 1;

    private DayContactIndex(int customers, int limit, int days, DateOnly firstDay)
    {
        _words = HugePages.Allocate<ulong>(customers);
        _limit = limit;
        _days = days;
        _zero = firstDay.DayNumber - 1;
    }

    /// <summary>The number of customers.</summary>
    public int Count => _words.Length;

    /// <summary>The first day about which it answers; earlier ones were forgotten.</summary>
    public DateOnly FirstDay => DateOnly.FromDayNumber(_zero + Volatile.Read(ref _floor));

    /// <summary>The index of a rule, without contacts.</summary>
    /// <param name="rule">A rule of calendar days that counts contacts or attempts for a customer, with one limit of 0 to 4 and no headroom. Which contacts it is about is the caller's to know.</param>
    /// <param name="customers">How many customers; they are numbered from 0.</param>
    /// <param name="firstDay">The first day about which it answers; it reaches 65,534 days, 179 years, further.</param>
    /// <exception cref="ArgumentException">The rule is of another kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="customers"/> is negative.</exception>
    public static DayContactIndex For(ContactRule rule, int customers, DateOnly firstDay)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return IndexableRule.Fault(rule, WindowKind.CalendarDays, Slots) is { } fault
            ? throw new ArgumentException(fault, nameof(rule))
            : new DayContactIndex(customers, rule.Limit.Lowest, rule.Window.Days, firstDay);
    }

    /// <summary>Whether a contact on a day would be admitted now.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="day">The contact's local day.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="customer"/> is outside that range.</exception>
    public IndexAnswer Check(int customer, DateOnly day)
    {
        int code = day.DayNumber - _zero;
        ulong word = Volatile.Read(ref _words[customer]);
        return code < Volatile.Read(ref _floor) || code > LastCode ? IndexAnswer.AskRules : Judge(word, code);
    }

    /// <summary>Takes a slot for a contact, when it is admitted.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="day">The contact's local day.</param>
    /// <returns>Admitted: the slot is taken. Otherwise nothing has changed.</returns>
    /// <exception cref="IndexOutOfRangeException"><paramref name="customer"/> is outside that range.</exception>
    public IndexAnswer TryReserve(int customer, DateOnly day) => Reserve(ref _words[customer], day.DayNumber - _zero);

    /// <summary>Takes slots for many customers, several times faster than one by one where there are millions: memory is fetched ahead.</summary>
    /// <param name="customers">The customers, each from 0 to <see cref="Count"/> - 1; one that stands twice asks twice.</param>
    /// <param name="day">The contacts' local day.</param>
    /// <param name="answers">Takes an answer for each, as long as <paramref name="customers"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="answers"/> is shorter than <paramref name="customers"/>.</exception>
    /// <exception cref="IndexOutOfRangeException">A customer is outside the range; those before it may have their slots.</exception>
    public void TryReserve(ReadOnlySpan<int> customers, DateOnly day, Span<IndexAnswer> answers)
    {
        if (answers.Length < customers.Length)
        {
            throw new ArgumentException($"There is room for {answers.Length} answers, but {customers.Length} customers.", nameof(answers));
        }

        int code = day.DayNumber - _zero;
        for (int i = 0; i < customers.Length; i++)
        {
            if (i + Ahead < customers.Length)
            {
                CacheHint.Touch(_words, customers[i + Ahead]);
            }

            answers[i] = Reserve(ref _words[customers[i]], code);
        }
    }

    /// <summary>Notes a contact that came about without the index, such as one read from the ledger; the limit is not asked.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="day">The contact's local day; one before <see cref="FirstDay"/> is noted while it can still share a window with a later one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="day"/> is more than 179 years after the first day.</exception>
    public void Add(int customer, DateOnly day)
    {
        int code = day.DayNumber - _zero;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, LastCode, nameof(day));
        ref ulong word = ref _words[customer];
        int floor = Volatile.Read(ref _floor);
        if (code > floor - _days)
        {
            // Days before the very first one have no code; the customer's windows reach them, so the index cannot judge him.
            ulong seen = Volatile.Read(ref word);
            while (seen != Overflow)
            {
                ulong with = code < 1 ? Overflow : Insert(seen, code, floor);
                ulong now = Interlocked.CompareExchange(ref word, with, seen);
                if (now == seen)
                {
                    return;
                }

                seen = now;
            }
        }
    }

    /// <summary>Gives a slot back.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="day">The day for which it was taken.</param>
    /// <returns>False when no slot of that day is held.</returns>
    public bool Release(int customer, DateOnly day)
    {
        int code = day.DayNumber - _zero;
        ref ulong word = ref _words[customer];
        ulong seen = Volatile.Read(ref word);
        while (code >= 1 && seen != Overflow)
        {
            int shift = 0;
            while (shift < 64 && (int)((seen >> shift) & ushort.MaxValue) != code)
            {
                shift += 16;
            }

            if (shift == 64)
            {
                return false;
            }

            ulong now = Interlocked.CompareExchange(ref word, seen & ~((ulong)ushort.MaxValue << shift), seen);
            if (now == seen)
            {
                return true;
            }

            seen = now;
        }

        return false;
    }

    /// <summary>Moves <see cref="FirstDay"/> forward: earlier days are not asked about any more, and contacts that share no window with later days free their slots.</summary>
    /// <param name="day">The new first day; an earlier one than <see cref="FirstDay"/> changes nothing. Call it when no older reserve is under way.</param>
    public void Forget(DateOnly day)
    {
        int floor = Math.Min(LastCode, day.DayNumber - _zero);
        for (int seen = Volatile.Read(ref _floor); seen < floor;)
        {
            int now = Interlocked.CompareExchange(ref _floor, floor, seen);
            seen = now == seen ? floor : now;
        }
    }

    /// <summary>Forgets a customer's contacts, so that he can be told anew after <see cref="IndexAnswer.AskRules"/>.</summary>
    /// <param name="customer">From 0 to <see cref="Count"/> - 1.</param>
    public void Clear(int customer) => Volatile.Write(ref _words[customer], 0);

    private IndexAnswer Reserve(ref ulong word, int code)
    {
        ulong seen = Volatile.Read(ref word);
        while (true)
        {
            // Read behind the word: where a day has given up its slot for the sake of a new first day, that first day is seen here.
            int floor = Volatile.Read(ref _floor);
            if (code < floor || code > LastCode)
            {
                return IndexAnswer.AskRules;
            }

            IndexAnswer answer = Judge(seen, code);
            if (answer != IndexAnswer.Admitted)
            {
                return answer;
            }

            ulong with = Insert(seen, code, floor);
            if (with == Overflow)
            {
                return IndexAnswer.AskRules;
            }

            ulong now = Interlocked.CompareExchange(ref word, with, seen);
            if (now == seen)
            {
                return IndexAnswer.Admitted;
            }

            seen = now;
        }
    }

    // The word with one day more: in a free slot, or in that of a day too old to share a window with any day that may still come.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Insert(ulong word, int code, int floor)
    {
        uint free = Vector128.LessThanOrEqual(DaysOf(word), Vector128.Create(Math.Max(0, floor - _days))).ExtractMostSignificantBits();
        int shift = BitOperations.TrailingZeroCount(free) * SlotBits;
        return free == 0 ? Overflow : (word & ~((ulong)ushort.MaxValue << shift)) | ((ulong)code << shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> DaysOf(ulong word) => Vector128.WidenLower(Vector128.CreateScalar(word).AsUInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IndexAnswer Judge(ulong word, int code)
    {
        if (word == Overflow)
        {
            return IndexAnswer.AskRules;
        }

        // Those from a window before it to a window behind it. Code 0 is an empty slot, near though it may seem.
        Vector128<int> days = DaysOf(word);
        uint near = (Vector128.GreaterThan(days, Vector128.Create(Math.Max(0, code - _days)))
            & Vector128.LessThan(days, Vector128.Create(code + _days))).ExtractMostSignificantBits();
        if (BitOperations.PopCount(near) < _limit)
        {
            return IndexAnswer.Admitted;
        }

        // Where all of them lie on one side, one window holds them with this day.
        uint ahead = near & Vector128.GreaterThan(days, Vector128.Create(code)).ExtractMostSignificantBits();
        return ahead == 0 || ahead == near || Fullest(word, code) >= _limit ? IndexAnswer.Refused : IndexAnswer.Admitted;
    }

    // The most days in any window that holds this one: windows begin with one of the days, or with this one.
    private int Fullest(ulong word, int code)
    {
        int most = 0;
        for (int i = 0; i <= 64; i += 16)
        {
            int start = i == 64 ? code : (int)((word >> i) & ushort.MaxValue);
            if (start == 0 || start > code || code - start >= _days)
            {
                continue;
            }

            int inside = 0;
            for (int shift = 0; shift < 64; shift += 16)
            {
                int day = (int)((word >> shift) & ushort.MaxValue);
                inside += day != 0 && (uint)(day - start) < (uint)_days ? 1 : 0;
            }

            most = Math.Max(most, inside);
        }

        return most;
    }
}
