namespace CrossSell.ML.RankingEvaluation;

/// <summary>What is known at an instant, and what came after it.</summary>
internal static class TemporalSplit
{
    /// <summary>The end of the window, after everything was checked.</summary>
    public static DateTime? End(DateTime cutoff, TimeSpan? horizon, DateTime? first, DateTime? last)
    {
        if (first is not { } begin || last is not { } latest)
        {
            throw new ArgumentException("The purchases have no times, so they cannot be parted at an instant.");
        }

        if (horizon <= TimeSpan.Zero)
        {
            throw new ArgumentException(FormattableString.Invariant($"The horizon is {horizon}; it must be above 0."), nameof(horizon));
        }

        if (begin == latest)
        {
            throw new ArgumentException(FormattableString.Invariant($"All purchases are of {begin:yyyy-MM-dd HH:mm:ss}, so they cannot be parted at an instant."));
        }

        if (cutoff > latest || cutoff <= begin)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The cut-off is {cutoff:yyyy-MM-dd HH:mm:ss}; it must lie within the purchases, which go from {begin:yyyy-MM-dd HH:mm:ss} to {latest:yyyy-MM-dd HH:mm:ss}."), nameof(cutoff));
        }

        return horizon is { } ahead && DateTime.MaxValue - cutoff > ahead ? cutoff + ahead : null;
    }

    /// <param name="train">What is known.</param>
    /// <param name="all">The same customers and products up to the end of the window.</param>
    /// <param name="values">The worth of a pair's purchases in the window; null when nothing is worth anything.</param>
    public static RankingSplit Of(PurchaseMatrix train, PurchaseMatrix all, Func<int, int, double>? values)
    {
        var pairs = new List<(int, int, double)>();
        for (int customer = 0; customer < train.Customers.Count; customer++)
        {
            ReadOnlySpan<int> before = train[customer].Products;
            foreach (int product in before.IsEmpty ? [] : all[customer].Products)
            {
                if (before.BinarySearch(product) < 0 && train.BuyersOf(product).Length > 0)
                {
                    pairs.Add((customer, product, values?.Invoke(customer, product) ?? 0));
                }
            }
        }

        return new RankingSplit(train, train, RankingTargets.Of(pairs, values is not null));
    }

    /// <summary>The revenue of each pair in a window; null when no row of it has any.</summary>
    public static Func<int, int, double>? RevenueOf(PurchaseHistory history, DateTime from, DateTime? end)
    {
        var sums = new Dictionary<(int, int), double>();
        for (int customer = 0; customer < history.Customers.Count; customer++)
        {
            (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
            for (int row = start; row < start + length; row++)
            {
                if (history.TimeOf(row) >= from && (end is null || history.TimeOf(row) < end) && history.RevenueOf(row) is { } revenue)
                {
                    (int, int) key = (customer, history.ProductOfRow[row]);
                    sums[key] = sums.GetValueOrDefault(key) + revenue;
                }
            }
        }

        return sums.Count == 0 ? null : (customer, product) => Math.Max(0, sums.GetValueOrDefault((customer, product)));
    }

    public static (DateTime? First, DateTime? Last) Span(PurchaseMatrix purchases)
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        for (int customer = 0; purchases.HasTimes && customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                first = bought.First[at] == long.MinValue ? first : Math.Min(first, bought.First[at]);
                last = Math.Max(last, bought.Last[at]);
            }
        }

        return last == long.MinValue ? (null, null) : (new DateTime(first), new DateTime(last));
    }
}
