namespace CrossSell.ML.Ranking;

/// <summary>Purchases divided into what may be learned from and what is to be foretold: by time where there are times, else a fifth at random.</summary>
internal sealed class HeldOutPurchases
{
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
            if (byTime.Customers.Length >= RidgeSearch.LeastCustomers)
            {
                return byTime;
            }
        }

        WeightedPurchases shown = WeightedPurchases.Of(matrix, weighting, products, IsHidden);
        return Judge(matrix, products, shown, (in CustomerPurchases purchases, int at, int customer) => IsHidden(customer, purchases.Products[at]));
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
}
