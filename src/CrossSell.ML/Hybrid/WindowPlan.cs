namespace CrossSell.ML.Hybrid;

/// <summary>Which past instants are learned from, and how far ahead of each.</summary>
/// <param name="Instants">Ascending.</param>
/// <param name="Horizon">How far ahead.</param>
internal sealed record WindowPlan(IReadOnlyList<DateTime> Instants, TimeSpan Horizon)
{
    private const int EnoughPairs = 2_000;
    private static readonly TimeSpan s_usual = TimeSpan.FromDays(60);

    /// <summary>The plan for purchases with times; null where there is not a day before and a day after.</summary>
    /// <param name="purchases">Who bought what first when.</param>
    /// <param name="horizon">The wanted horizon, or null.</param>
    /// <param name="windows">The most instants.</param>
    public static WindowPlan? For(PurchaseMatrix purchases, TimeSpan? horizon, int windows)
    {
        long[] firsts = Firsts(purchases);
        if (firsts.Length == 0 || purchases.AsOf is not { } end || end.Ticks - firsts[0] < 2 * TimeSpan.TicksPerDay)
        {
            return null;
        }

        var quarter = TimeSpan.FromTicks((end.Ticks - firsts[0]) / 4);
        TimeSpan ahead = horizon ?? Automatic(firsts, end, quarter);
        var instants = new List<DateTime>();

        // Half the first window lies before an instant at least, so that something is known at it.
        for (int k = 1; k <= windows && ahead > TimeSpan.Zero && (end - (k * ahead)).Ticks - firsts[0] >= ahead.Ticks / 2; k++)
        {
            instants.Insert(0, end - (k * ahead));
        }

        return instants.Count == 0 ? null : new WindowPlan(instants, ahead);
    }

    private static TimeSpan Automatic(long[] firsts, DateTime end, TimeSpan quarter)
    {
        TimeSpan ahead = quarter < s_usual ? quarter : s_usual;
        while (2 * ahead <= quarter && After(firsts, (end - ahead).Ticks) < EnoughPairs)
        {
            ahead *= 2;
        }

        return ahead >= TimeSpan.FromDays(1) ? TimeSpan.FromDays(Math.Floor(ahead.TotalDays)) : ahead;
    }

    private static int After(long[] sorted, long ticks)
    {
        int found = Array.BinarySearch(sorted, ticks);
        return sorted.Length - (found >= 0 ? found : ~found);
    }

    private static long[] Firsts(PurchaseMatrix purchases)
    {
        var firsts = new List<long>(purchases.Count);
        for (int customer = 0; customer < purchases.Customers.Count && purchases.HasTimes; customer++)
        {
            foreach (long first in purchases[customer].First)
            {
                if (first != long.MinValue)
                {
                    firsts.Add(first);
                }
            }
        }

        firsts.Sort();
        return [.. firsts];
    }
}
