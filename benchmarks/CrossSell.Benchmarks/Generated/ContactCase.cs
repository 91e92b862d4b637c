using CrossSell.Benchmarks.Baselines;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A million customers with four contacts of the past each, known to the naive way and to both indexes of "at most 2 in 7 days".</summary>
/// <remarks>Each of the three has a clock of its own, so that all see as many requests a day, whichever is asked first or more often.</remarks>
internal sealed class ContactCase
{
    private const int Customers = 1_000_000;
    private const int Limit = 2;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="calls">How many customers are asked about at once.</param>
    public ContactCase(int calls)
    {
        var random = new SeededNumbers(1);
        Names = [.. Enumerable.Range(0, Customers).Select(i => FormattableString.Invariant($"C{i:00000000}"))];
        int[] drawn = new int[64 * calls];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = random.Below(Customers);
        }

        ForNaive = new Requests(drawn, calls);
        ForDays = new Requests(drawn, calls);
        ForInstants = new Requests(drawn, calls);
        Naive = new NaiveContactCaps(Limit, TimeSpan.FromDays(7), Customers);
        Days = DayContactIndex.For(ContactRule.AtMost(Limit).WithinDays(7), Customers, DateOnly.FromDateTime(Start.AddDays(-40).DateTime));
        Instants = InstantContactIndex.For(ContactRule.AtMost(Limit).Within(TimeSpan.FromDays(7)), Customers, Start.AddDays(-40));
        for (int i = 0; i < Customers; i++)
        {
            for (int c = 0; c < 4; c++)
            {
                DateTimeOffset at = Start.AddDays(-4 - (8 * (4 - c)) + random.Below(8));
                Naive.Add(Names[i], at.UtcDateTime);
                Days.Add(i, DateOnly.FromDateTime(at.DateTime));
                Instants.Add(i, at);
            }
        }
    }

    public string[] Names { get; }

    public NaiveContactCaps Naive { get; }

    public DayContactIndex Days { get; }

    public InstantContactIndex Instants { get; }

    public Requests ForNaive { get; }

    public Requests ForDays { get; }

    public Requests ForInstants { get; }

    /// <summary>Customers who are asked about, some at once; a day passes in every two hundred thousand.</summary>
    internal sealed class Requests(int[] drawn, int calls)
    {
        private const int CallsADay = 200_000;
        private long _calls;
        private long _looks;

        public ReadOnlySpan<int> Next(out DateTimeOffset now)
        {
            now = Start.AddDays(_calls / CallsADay);
            int from = (int)(_calls % drawn.Length);
            _calls += calls;
            return drawn.AsSpan(from, calls);
        }

        /// <summary>The same for those who only ask: no time passes, for nothing new would come of it and soon nobody would have a contact that counts.</summary>
        public ReadOnlySpan<int> Look(out DateTimeOffset now)
        {
            now = Start.AddDays(_calls / CallsADay);
            int from = (int)(_looks % drawn.Length);
            _looks += calls;
            return drawn.AsSpan(from, calls);
        }
    }
}
