using CrossSell.ML;

namespace CrossSell.MLNet.Factorization;

/// <summary>Finds alpha and lambda by purchases that were held out: the latest fifth where there are times, else one of each customer's.</summary>
/// <remarks>With few factors and few iterations; what suits them suits more. First lambda at a middling alpha, then alpha at the best lambda.</remarks>
internal static class FactorSettings
{
    /// <summary>What is taken where there is too little to judge by.</summary>
    public const double UnjudgedAlpha = 0.05;

    /// <inheritdoc cref="UnjudgedAlpha"/>
    public const double UnjudgedLambda = 5;

    /// <summary>With fewer customers nothing can be judged.</summary>
    public const int LeastCustomers = 30;

    private const int MostFactors = 32;
    private const int MostIterations = 10;
    private const int MostCustomers = 2_000;
    private const double LearnedShare = 0.8;

    private static readonly double[] Lambdas = [0.5, 1, 2, 5, 10, 20];
    private static readonly double[] Alphas = [0.01, 0.2];

    /// <summary>What each setting reached; empty when both are given, or there are too few customers.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<MatrixFactorizationTrial> Try(PurchaseMatrix purchases, MLNetMatrixFactorizationOptions options, CancellationToken cancellationToken)
    {
        if ((options.Alpha is not null && options.Lambda is not null) || Split(purchases) is not { } split)
        {
            return [];
        }

        int[] customers = Spread(split.Targets.Customers);
        var trials = new List<MatrixFactorizationTrial>();
        foreach (double lambda in options.Lambda is { } given ? [given] : Lambdas)
        {
            trials.Add(Try(split, customers, options, options.Alpha ?? UnjudgedAlpha, lambda, cancellationToken));
        }

        double best = Best(trials)!.Lambda;
        foreach (double alpha in options.Alpha is null ? Alphas : [])
        {
            trials.Add(Try(split, customers, options, alpha, best, cancellationToken));
        }

        return trials;
    }

    /// <summary>The trial that did best, the first of equals; null without trials.</summary>
    public static MatrixFactorizationTrial? Best(IReadOnlyList<MatrixFactorizationTrial> trials) => trials.MaxBy(trial => trial.Ndcg);

    private static MatrixFactorizationTrial Try(RankingSplit split, int[] customers, MLNetMatrixFactorizationOptions options, double alpha, double lambda, CancellationToken cancellationToken)
    {
        int width = Math.Min(options.Factors, MostFactors);
        var found = OneClassFactors.Learn(split.Train, width, Math.Min(options.Iterations, MostIterations), alpha, lambda, cancellationToken);
        FactorScorer scorer = Compiled.Scorer(options.Name, split.Train.Products.Count, found.Products, alpha, lambda);
        var lists = RankedLists.Of(scorer, split.Known, customers, cancellationToken: cancellationToken);
        return new MatrixFactorizationTrial(alpha, lambda, Ndcg(lists, split.Targets));
    }

    // As docs/ranking.md has it: the sum of 1 / log2(rank + 1) over the hits, over the same sum for the ranks that could be hits.
    private static double Ndcg(RankedLists lists, RankingTargets targets)
    {
        double sum = 0;
        for (int at = 0; at < lists.Customers.Length; at++)
        {
            ReadOnlySpan<int> wanted = targets.ProductsOf(targets.Customers.BinarySearch(lists.Customers[at]));
            ReadOnlySpan<int> listed = lists.ProductsOf(at);
            double gain = 0;
            double ideal = 0;
            for (int rank = 0; rank < lists.Top; rank++)
            {
                double worth = 1 / Math.Log2(rank + 2);
                ideal += rank < wanted.Length ? worth : 0;
                gain += rank < listed.Length && wanted.Contains(listed[rank]) ? worth : 0;
            }

            sum += gain / ideal;
        }

        return sum / lists.Customers.Length;
    }

    private static RankingSplit? Split(PurchaseMatrix purchases)
    {
        try
        {
            RankingSplit split = Cutoff(purchases) is { } cutoff ? RankingSplit.AtCutoff(purchases, cutoff) : RankingSplit.LeaveOneOut(purchases);
            return split.Targets.Customers.Length >= LeastCustomers ? split : null;
        }
        catch (ArgumentException)
        {
            // Nobody bought something new after the instant, or nobody has two products: there is nothing to foretell.
            return null;
        }
    }

    // The instant after which a fifth of all first purchases fall; null without times, or when that divides nothing.
    private static DateTime? Cutoff(PurchaseMatrix purchases)
    {
        var first = new List<long>(purchases.HasTimes ? purchases.Count : 0);
        for (int customer = 0; purchases.HasTimes && customer < purchases.Customers.Count; customer++)
        {
            first.AddRange(purchases[customer].First);
        }

        first.Sort();
        int at = (int)(LearnedShare * first.Count);
        return first.Count > 0 && first[at] > first[0] ? new DateTime(first[at]) : null;
    }

    // Evenly spread over all, so that customers who came early and late count alike.
    private static int[] Spread(ReadOnlySpan<int> customers)
    {
        int step = Math.Max(1, (customers.Length + MostCustomers - 1) / MostCustomers);
        return [.. customers.ToArray().Where((_, place) => place % step == 0)];
    }
}
