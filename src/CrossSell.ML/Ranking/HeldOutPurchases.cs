namespace CrossSell.ML.Ranking;

/// <summary>Purchases divided into what may be learned from and what is to be foretold: by time where there are times, else a fifth at random.</summary>
internal sealed class HeldOutPurchases
{
    /// <summary>With fewer customers nothing can be judged.</summary>
    public const int LeastCustomers = 30;

    private const int Top = 10;
    private const double LearnedShare = 0.8;
    private const int OneOf = 5;
    private const int MostCustomers = 2_000;

    private HeldOutPurchases(WeightedPurchases learned, int[] customers, int[][] targets)
    {
        Learned = learned;
        Customers = customers;
        Targets = targets;
    }

    /// <summary>What may be learned from.</summary>
    public WeightedPurchases Learned { get; }

    /// <summary>The customers to foretell, ascending: those who have something to learn from and something to foretell, 2,000 at most.</summary>
    public int[] Customers { get; }

    /// <summary>For each of them the numbers of the products to foretell, ascending.</summary>
    public int[][] Targets { get; }

    /// <summary>Divides the pairs of some products.</summary>
    public static HeldOutPurchases Of(PurchaseMatrix matrix, OwnedWeighting weighting, int[] products)
    {
        if (matrix.HasTimes && Instant(matrix) is { } instant)
        {
            WeightedPurchases earlier = WeightedPurchases.Of(matrix.Before(new DateTime(instant)), weighting, products);
            HeldOutPurchases byTime = Judge(matrix, products, earlier, (in CustomerPurchases purchases, int at, int _) => purchases.First[at] >= instant);
            if (byTime.Customers.Length >= LeastCustomers)
            {
                return byTime;
            }
        }

        WeightedPurchases shown = WeightedPurchases.Of(matrix, weighting, products, IsHidden);
        return Judge(matrix, products, shown, (in CustomerPurchases purchases, int at, int customer) => IsHidden(customer, purchases.Products[at]));
    }

    /// <summary>The mean over the customers of NDCG at 10, what they have left out, the ideal taken over as many as can be foretold.</summary>
    /// <param name="score">Writes a customer's scores of all products; called by several threads.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public double Ndcg(Action<int, float[]> score, int threads, CancellationToken cancellationToken)
    {
        double[] ofCustomer = new double[Customers.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, ofCustomer.Length, options, () => new float[Learned.Products.Length], (c, _, scores) =>
        {
            score(Customers[c], scores);
            foreach (int product in Learned.ByCustomer.ColumnsOf(Customers[c]))
            {
                scores[product] = float.NegativeInfinity;
            }

            ofCustomer[c] = Ndcg(scores, Targets[c]);
            return scores;
        }, _ => { });
        return ofCustomer.Average();
    }

    /// <summary>The strength that did best, of equals the middle one, since a plateau is safest in its middle.</summary>
    /// <param name="trials">What was tried, ascending.</param>
    /// <param name="unjudged">What is taken when nothing was tried.</param>
    public static double Best(IReadOnlyList<RidgeTrial> trials, double unjudged)
    {
        double most = trials.Select(trial => trial.Ndcg).DefaultIfEmpty().Max();
        RidgeTrial[] best = [.. trials.Where(trial => trial.Ndcg == most)];
        return best.Length == 0 ? unjudged : best[best.Length / 2].Lambda;
    }

    private delegate bool IsTarget(in CustomerPurchases purchases, int at, int customer);

    private static HeldOutPurchases Judge(PurchaseMatrix matrix, int[] products, WeightedPurchases learned, IsTarget isTarget)
    {
        var customers = new List<int>();
        var targets = new List<int[]>();
        var found = new List<int>();
        for (int customer = 0; customer < matrix.Customers.Count; customer++)
        {
            if (learned.ByCustomer.ColumnsOf(customer).IsEmpty)
            {
                continue;
            }

            found.Clear();
            CustomerPurchases purchases = matrix[customer];
            for (int at = 0; at < purchases.Count; at++)
            {
                int number = isTarget(purchases, at, customer) ? Array.BinarySearch(products, purchases.Products[at]) : -1;
                if (number >= 0)
                {
                    found.Add(number);
                }
            }

            if (found.Count > 0)
            {
                customers.Add(customer);
                targets.Add([.. found]);
            }
        }

        // Evenly spread over all, so that customers who came early and late count alike.
        int step = Math.Max(1, (customers.Count + MostCustomers - 1) / MostCustomers);
        int[] kept = [.. Enumerable.Range(0, customers.Count).Where(i => i % step == 0)];
        return new HeldOutPurchases(learned, [.. kept.Select(i => customers[i])], [.. kept.Select(i => targets[i])]);
    }

    // The instant after which a fifth of all first purchases fall; null when that divides nothing.
    private static long? Instant(PurchaseMatrix matrix)
    {
        var first = new List<long>(matrix.Count);
        for (int customer = 0; customer < matrix.Customers.Count; customer++)
        {
            first.AddRange(matrix[customer].First);
        }

        first.Sort();
        int at = (int)(LearnedShare * first.Count);
        return first.Count > 0 && first[at] > first[0] ? first[at] : null;
    }

    // A fixed function of customer and product (Steele, Lea, Flood 2014, the mixing of SplitMix64): the same division in every run, on any number of threads.
    private static bool IsHidden(int customer, int product)
    {
        ulong mixed = ((ulong)(uint)customer << 32 | (uint)product) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) % OneOf == 0;
    }

    // Equal scores stand in the order of the products.
    private static double Ndcg(float[] scores, int[] targets)
    {
        double gain = 0, ideal = 0;
        Span<int> best = stackalloc int[Top];
        int found = 0;
        for (int product = 0; product < scores.Length; product++)
        {
            if (float.IsNegativeInfinity(scores[product]) || (found == Top && scores[product] <= scores[best[Top - 1]]))
            {
                continue;
            }

            int at = found < Top ? found++ : Top - 1;
            for (; at > 0 && scores[best[at - 1]] < scores[product]; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = product;
        }

        for (int rank = 0; rank < Top; rank++)
        {
            double worth = 1 / Math.Log2(rank + 2);
            ideal += rank < targets.Length ? worth : 0;
            gain += rank < found && Array.BinarySearch(targets, best[rank]) >= 0 ? worth : 0;
        }

        return gain / ideal;
    }
}
