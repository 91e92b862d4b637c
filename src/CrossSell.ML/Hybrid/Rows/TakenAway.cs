namespace CrossSell.ML.Hybrid;

/// <summary>Rows to learn from where purchases have no times: customers with one of their products taken away, which is then the answer.</summary>
/// <remarks>
/// Customers are parted into folds, and what looks at a customer has learned from the other folds alone: a way of scoring that had seen the customer with the
/// product would know the answer.
/// </remarks>
internal static class TakenAway
{
    private const int Folds = 3;

    /// <summary>How many products are taken away from one customer at most, one at a time.</summary>
    private const int MostOfOne = 4;

    /// <summary>The rows.</summary>
    /// <param name="purchases">Who has what.</param>
    /// <param name="train">Learns the features of a matrix.</param>
    /// <param name="maxRows">How many candidates at most, or some more.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="withFactsAlone">Whether the same customers are read again as if nothing were known but what they are.</param>
    public static (HybridRows Rows, HybridRows? FactsAlone) Read(
        PurchaseMatrix purchases, Func<PurchaseMatrix, HybridFeatures> train, int maxRows, int threads, CancellationToken cancellationToken, bool withFactsAlone = false)
    {
        ulong[] hashes = [.. Enumerable.Range(0, purchases.Customers.Count).Select(customer => CustomerSample.Hash(purchases.Customers[customer]))];
        var all = new List<HybridRows>();
        var alone = new List<HybridRows>();
        for (int fold = 0; fold < Folds; fold++)
        {
            int own = fold;
            HybridFeatures features = train(purchases.Where((customer, _) => (int)(hashes[customer] % Folds) != own));
            int[] candidates = [.. Pairs(purchases, hashes, own, HybridRows.Pilot).Select(pair => HybridRows.CandidatesOf(features, Without(purchases[pair.Customer], pair.Product)))];
            (int Customer, int Product)[] pairs = Pairs(purchases, hashes, own, HybridRows.MostCustomers(candidates, maxRows) / Folds);
            all.Add(Read(purchases, features, pairs, hashes, factsAlone: false, threads, cancellationToken));
            if (withFactsAlone)
            {
                alone.Add(Read(purchases, features, pairs, hashes, factsAlone: true, threads, cancellationToken));
            }
        }

        return (HybridRows.Join(all), withFactsAlone ? HybridRows.Join(alone) : null);
    }

    private static HybridRows Read(PurchaseMatrix purchases, HybridFeatures features, (int Customer, int Product)[] pairs, ulong[] hashes, bool factsAlone, int threads, CancellationToken cancellationToken)
    {
        var read = new (List<int> Products, List<float> Values)[pairs.Length];
        Parallel.For(0, pairs.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            CustomerPurchases whole = purchases[pairs[i].Customer];
            CustomerPurchases left = factsAlone ? HybridRows.FactsAlone(whole) : Without(whole, pairs[i].Product);
            read[i] = ([], []);
            features.Read(left, read[i].Products, read[i].Values);
            if (factsAlone)
            {
                HybridRows.Remove(Without(whole, pairs[i].Product).Products, features.Count, ref read[i]);
            }
        });
        return HybridRows.Assemble(features.Count, read, i => [pairs[i].Product], [.. pairs.Select(pair => hashes[pair.Customer])], [.. pairs.Select(_ => 1.0)]);
    }

    private static CustomerPurchases Without(in CustomerPurchases whole, int product)
    {
        var left = new List<int>(whole.Count);
        for (int at = 0; at < whole.Count; at++)
        {
            if (whole.Products[at] != product)
            {
                left.Add(at);
            }
        }

        int[] products = new int[left.Count];
        int[] baskets = new int[left.Count];
        for (int k = 0; k < products.Length; k++)
        {
            (products[k], baskets[k]) = (whole.Products[left[k]], whole.Baskets[left[k]]);
        }

        return new CustomerPurchases(products, baskets, [], [], 0).WithFacts(whole.Facts);
    }

    // Those with the least hashes, where there are too many; a customer keeps at least one product.
    private static (int Customer, int Product)[] Pairs(PurchaseMatrix purchases, ulong[] hashes, int fold, int most)
    {
        var pairs = new List<(int Customer, int Product, ulong Hash)>();
        for (int customer = 0; customer < hashes.Length; customer++)
        {
            ReadOnlySpan<int> products = purchases[customer].Products;
            if (products.Length < 2 || (int)(hashes[customer] % Folds) != fold)
            {
                continue;
            }

            int[] some = products.ToArray();
            Array.Sort(Array.ConvertAll(some, product => Mix(hashes[customer] + (ulong)product)), some);
            foreach (int product in some.Take(MostOfOne))
            {
                pairs.Add((customer, product, Mix(hashes[customer] ^ Mix((ulong)product))));
            }
        }

        return [.. pairs.OrderBy(pair => pair.Hash).ThenBy(pair => pair.Customer).Take(most).OrderBy(pair => pair.Customer).ThenBy(pair => pair.Product).Select(pair => (pair.Customer, pair.Product))];
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
