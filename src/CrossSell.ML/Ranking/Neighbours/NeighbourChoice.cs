namespace CrossSell.ML.Ranking;

/// <summary>Decides by held-out purchases whether a product keeps its nearest neighbours only, or all.</summary>
/// <remarks>
/// Where baskets show tastes, the nearest say more than the crowd; where a sample leaves little but how popular products are, all together say it best. The latest fifth
/// of first purchases is foretold from what came before; without times, one product of each customer.
/// </remarks>
internal static class NeighbourChoice
{
    /// <summary>With fewer customers to judge by, the few are kept.</summary>
    public const int LeastCustomers = 30;

    // Held-out purchases are few, and the nearest explain better: all must be worth it.
    private const double ClearlyBetter = 1.05;
    private const int MostCustomers = 2_000;
    private const double LearnedShare = 0.8;

    /// <param name="purchases">What is learned from.</param>
    /// <param name="few">How many the nearest are.</param>
    /// <param name="train">Learns with so many neighbours.</param>
    /// <param name="maxThreads">The most threads; null for one a core.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns><paramref name="few"/>, or <see cref="int.MaxValue"/> where all foretell clearly better, by a twentieth.</returns>
    public static int Of(PurchaseMatrix purchases, int few, Func<PurchaseMatrix, int, IProductScorer> train, int? maxThreads, CancellationToken cancellationToken)
    {
        if (purchases.Products.Count <= few || Split(purchases) is not { } split || split.Targets.Customers.Length < LeastCustomers)
        {
            return few;
        }

        // Evenly spread over all customers.
        int step = ((split.Targets.Customers.Length - 1) / MostCustomers) + 1;
        var options = new RankingOptions { MaxThreads = maxThreads };
        return Ndcg(int.MaxValue) > ClearlyBetter * Ndcg(few) ? int.MaxValue : few;

        double Ndcg(int neighbours)
        {
            int[] customers = [.. split.Targets.Customers.ToArray().Where((_, at) => at % step == 0)];
            var lists = RankedLists.Of(train(split.Train, neighbours), split.Known, customers, options, offered: null, cancellationToken);
            double sum = 0;
            Span<double> measures = stackalloc double[RankingEvaluation.ListMeasures.Count];
            for (int at = 0; at < customers.Length; at++)
            {
                RankingEvaluation.ListMeasures.Of(lists.ProductsOf(at), lists.Top, split.Targets.ProductsOf(at * step), [], measures);
                sum += measures[(int)RankingMeasure.Ndcg];
            }

            return sum;
        }
    }

    private static RankingSplit? Split(PurchaseMatrix purchases)
    {
        if (Instant(purchases) is { } instant)
        {
            return RankingSplit.AtCutoff(purchases, instant);
        }

        bool several = Enumerable.Range(0, purchases.Customers.Count).Count(customer => purchases[customer].Count > 1) >= LeastCustomers;
        return several ? RankingSplit.LeaveOneOut(purchases) : null;
    }

    // After which a fifth of all first purchases lie; null when that divides nothing.
    private static DateTime? Instant(PurchaseMatrix purchases)
    {
        var first = new List<long>(purchases.Count);
        for (int customer = 0; purchases.HasTimes && customer < purchases.Customers.Count; customer++)
        {
            foreach (long time in purchases[customer].First)
            {
                if (time != long.MinValue)
                {
                    first.Add(time);
                }
            }
        }

        first.Sort();
        int at = (int)(LearnedShare * first.Count);
        return first.Count > 0 && first[at] > first[0] ? new DateTime(first[at]) : null;
    }
}
