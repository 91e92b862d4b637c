namespace CrossSell.ML.Hybrid;

/// <summary>Candidates of many customers with their features, and which of them were bought.</summary>
/// <param name="Features">How many features a candidate has.</param>
/// <param name="Starts">Where each customer's candidates begin, and at last where they end.</param>
/// <param name="Products">The candidates.</param>
/// <param name="Values">Their features, candidate by candidate.</param>
/// <param name="Labels">Whether they were bought: 0 or 1.</param>
/// <param name="Bought">How many products each customer bought, candidates or not.</param>
/// <param name="Hashes">A hash of each customer's id.</param>
/// <param name="Weights">How many customers each one stands for, where only some were taken.</param>
internal sealed record HybridRows(int Features, int[] Starts, int[] Products, float[] Values, double[] Labels, int[] Bought, ulong[] Hashes, double[] Weights)
{
    /// <summary>How many customers tell how many candidates a customer has; at least so many are learned from.</summary>
    public const int Pilot = 100;

    public int Count => Products.Length;

    public int Customers => Starts.Length - 1;

    /// <summary>The candidates of a window. The same for any number of threads.</summary>
    /// <param name="features">How features are read, learned from what the window knew.</param>
    /// <param name="window">The window.</param>
    /// <param name="maxRows">How many candidates at most, or some more.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="factsAlone">Whether customers are read as if nothing were known but what they are.</param>
    public static HybridRows Read(HybridFeatures features, HybridWindow window, int maxRows, int threads, CancellationToken cancellationToken, bool factsAlone = false)
    {
        int[] candidates = [.. CustomerSample.Of(window, Pilot).Customers.Select(customer => CandidatesOf(features, window.Past[customer]))];
        (int[] taken, double[] weights) = CustomerSample.Of(window, MostCustomers(candidates, maxRows));
        var read = new (List<int> Products, List<float> Values)[taken.Length];
        Parallel.For(0, taken.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            CustomerPurchases customer = window.Past[taken[i]];
            read[i] = ([], []);
            features.Read(factsAlone ? FactsAlone(customer) : customer, read[i].Products, read[i].Values);
            if (factsAlone)
            {
                Remove(customer.Products, features.Count, ref read[i]);
            }
        });
        return Assemble(features.Count, read, i => window.BoughtBy(taken[i]).ToArray(), Array.ConvertAll(taken, customer => CustomerSample.Hash(window.Past.Customers[customer])), weights);
    }

    /// <summary>The customer as if he had bought nothing.</summary>
    public static CustomerPurchases FactsAlone(in CustomerPurchases customer) => new CustomerPurchases([], [], [], [], customer.AsOf).WithFacts(customer.Facts);

    /// <summary>Takes candidates out that cannot be answers, because the customer has them.</summary>
    public static void Remove(ReadOnlySpan<int> owned, int features, ref (List<int> Products, List<float> Values) read)
    {
        (List<int> products, List<float> values) = ([], []);
        for (int k = 0; k < read.Products.Count; k++)
        {
            if (owned.BinarySearch(read.Products[k]) < 0)
            {
                products.Add(read.Products[k]);
                values.AddRange(read.Values.GetRange(k * features, features));
            }
        }

        read = (products, values);
    }

    /// <summary>How many candidates a customer has.</summary>
    public static int CandidatesOf(HybridFeatures features, in CustomerPurchases customer)
    {
        List<int> products = [];
        features.Read(customer, products, []);
        return products.Count;
    }

    /// <summary>How many customers have about so many candidates, where some of them have so many each.</summary>
    public static int MostCustomers(IReadOnlyCollection<int> candidates, int maxRows) =>
        Math.Max(Pilot, (int)Math.Min(int.MaxValue, (long)maxRows * candidates.Count / Math.Max(1, candidates.Sum())));

    /// <summary>The weight of every row; null where all are 1.</summary>
    public double[]? RowWeights()
    {
        if (Array.TrueForAll(Weights, weight => weight == 1))
        {
            return null;
        }

        double[] weights = new double[Count];
        for (int customer = 0; customer < Customers; customer++)
        {
            weights.AsSpan(Starts[customer]..Starts[customer + 1]).Fill(Weights[customer]);
        }

        return weights;
    }

    /// <summary>The same rows with some of the features.</summary>
    public HybridRows With(int[] features)
    {
        float[] values = new float[(long)Count * features.Length];
        for (int row = 0; row < Count; row++)
        {
            for (int k = 0; k < features.Length; k++)
            {
                values[(row * features.Length) + k] = Values[(row * Features) + features[k]];
            }
        }

        return this with { Features = features.Length, Values = values };
    }

    public static HybridRows Assemble(int features, (List<int> Products, List<float> Values)[] read, Func<int, int[]> bought, ulong[] hashes, double[] weights)
    {
        int[] starts = new int[read.Length + 1];
        for (int i = 0; i < read.Length; i++)
        {
            starts[i + 1] = starts[i] + read[i].Products.Count;
        }

        int[] products = new int[starts[^1]];
        float[] values = new float[(long)starts[^1] * features];
        double[] labels = new double[starts[^1]];
        int[] count = new int[read.Length];
        for (int i = 0; i < read.Length; i++)
        {
            read[i].Products.CopyTo(products, starts[i]);
            read[i].Values.CopyTo(values, starts[i] * features);
            int[] answers = bought(i);
            count[i] = answers.Length;
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                labels[k] = Array.BinarySearch(answers, products[k]) >= 0 ? 1 : 0;
            }
        }

        return new HybridRows(features, starts, products, values, labels, count, hashes, weights);
    }

    /// <summary>The same rows for some of the customers.</summary>
    public HybridRows Select(Func<int, bool> wanted)
    {
        int[] kept = [.. Enumerable.Range(0, Customers).Where(wanted)];
        return Join(kept.Select(customer => (this, customer)));
    }

    /// <summary>All rows one after the other.</summary>
    public static HybridRows Join(IReadOnlyList<HybridRows> all) => all.Count == 1 ? all[0] : Join(all.SelectMany(rows => Enumerable.Range(0, rows.Customers).Select(customer => (rows, customer))));

    private static HybridRows Join(IEnumerable<(HybridRows Rows, int Customer)> customers)
    {
        (HybridRows Rows, int Customer)[] all = [.. customers];
        int features = all.Length == 0 ? 0 : all[0].Rows.Features;
        int[] starts = new int[all.Length + 1];
        for (int i = 0; i < all.Length; i++)
        {
            starts[i + 1] = starts[i] + all[i].Rows.Starts[all[i].Customer + 1] - all[i].Rows.Starts[all[i].Customer];
        }

        int[] products = new int[starts[^1]];
        float[] values = new float[(long)starts[^1] * features];
        double[] labels = new double[starts[^1]];
        for (int i = 0; i < all.Length; i++)
        {
            (HybridRows rows, int from) = (all[i].Rows, all[i].Rows.Starts[all[i].Customer]);
            int length = starts[i + 1] - starts[i];
            Array.Copy(rows.Products, from, products, starts[i], length);
            Array.Copy(rows.Labels, from, labels, starts[i], length);
            Array.Copy(rows.Values, (long)from * features, values, (long)starts[i] * features, (long)length * features);
        }

        return new HybridRows(features, starts, products, values, labels, [.. all.Select(pair => pair.Rows.Bought[pair.Customer])], [.. all.Select(pair => pair.Rows.Hashes[pair.Customer])], [.. all.Select(pair => pair.Rows.Weights[pair.Customer])]);
    }
}
