namespace CrossSell.ML.Hybrid;

/// <summary>What the first purchases of all customers say of each product: how many in all, how many of late, whether it is rising, how old it is.</summary>
internal static class AdoptionColumns
{
    /// <summary>How many columns tell of a trend.</summary>
    public const int OfTrend = 5;

    /// <summary>The columns of a matrix.</summary>
    /// <param name="purchases">What is known.</param>
    /// <param name="horizon">Late is the last horizon, half and a quarter of it; null without times.</param>
    public static IReadOnlyList<HybridColumn> Of(PurchaseMatrix purchases, TimeSpan? horizon)
    {
        int products = purchases.Products.Count;
        double[] all = new double[products];
        for (int product = 0; product < products; product++)
        {
            all[product] = purchases.BuyersOf(product).Length;
        }

        var columns = new List<HybridColumn> { Logarithms("popularity", "buyers", ScoreCause.Popularity, all, proposes: true) };
        if (horizon is not { } late || purchases.AsOf is not { } end)
        {
            return columns;
        }

        double[][] counts = [Counts(purchases, (end - (late / 4)).Ticks), Counts(purchases, (end - (late / 2)).Ticks), Counts(purchases, (end - late).Ticks)];
        for (int k = 0; k < counts.Length; k++)
        {
            columns.Add(Logarithms("trend", FormattableString.Invariant($"new buyers in {late.TotalDays / (4 >> k):0.##} days"), ScoreCause.Trend, counts[k], proposes: true));
        }

        columns.Add(Rise(all, counts[1], FormattableString.Invariant($"new buyers in {late.TotalDays / 2:0.##} days against all")));
        columns.Add(Age(purchases, end));
        return columns;
    }

    private static HybridColumn Logarithms(string part, string name, ScoreCause cause, double[] counts, bool proposes) =>
        new(part, name, cause, Array.ConvertAll(counts, count => Math.Log(1 + count)), proposes);

    // Against what the same share of all purchases would have been; one purchase more on both sides, so that few say little.
    private static HybridColumn Rise(double[] all, double[] recent, string name)
    {
        double share = recent.Sum() / Math.Max(1, all.Sum());
        double[] values = [.. all.Select((count, product) => Math.Log((recent[product] + 1) / ((count * share) + 1)))];
        return new HybridColumn("trend", name, ScoreCause.Trend, values, Proposes: false);
    }

    private static HybridColumn Age(PurchaseMatrix purchases, DateTime end)
    {
        long[] first = new long[purchases.Products.Count];
        Array.Fill(first, end.Ticks);
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                long time = bought.First[at];
                int product = bought.Products[at];
                first[product] = time != long.MinValue && time < first[product] ? time : first[product];
            }
        }

        double[] values = Array.ConvertAll(first, time => Math.Log(1 + ((end.Ticks - time) / (double)TimeSpan.TicksPerDay)));
        return new HybridColumn("trend", "days since the first buyer", ScoreCause.Trend, values, Proposes: false);
    }

    private static double[] Counts(PurchaseMatrix purchases, long from)
    {
        double[] counts = new double[purchases.Products.Count];
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                counts[bought.Products[at]] += bought.First[at] >= from ? 1 : 0;
            }
        }

        return counts;
    }
}
