namespace CrossSell.ML.Ranking;

/// <summary>What <see cref="EaseOptions"/> and <see cref="EdlaeOptions"/> have in common, checked.</summary>
internal sealed record LinearSettings(string Name, double? Lambda, double Dropout, OwnedWeighting Weighting, int MinBuyers, int MaxProducts, int Threads)
{
    /// <summary>The most products a square of weights is made for: its numbers must fit one array.</summary>
    public const int MostProducts = 30_000;

    public static IReadOnlyList<string> Validate(string name, double? lambda, OwnedWeighting weighting, int minBuyers, int maxProducts, int? maxThreads)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(name))
        {
            failures.Add("Name is blank; tables and reasons need one, such as 'ease'.");
        }

        if (lambda is { } strength && !(double.IsFinite(strength) && strength > 0))
        {
            failures.Add(FormattableString.Invariant($"Lambda is {strength}; it must be a finite number above 0, or null to have it chosen."));
        }

        if (weighting is null)
        {
            failures.Add("Weighting is null; it must be a weighting, such as OwnedWeighting.Binary.");
        }

        if (minBuyers < 1)
        {
            failures.Add($"MinBuyers is {minBuyers}; it must be 1 or more.");
        }

        if (maxProducts is < 1 or > MostProducts)
        {
            failures.Add($"MaxProducts is {maxProducts}; it must lie from 1 to {MostProducts}.");
        }

        if (maxThreads is < 1)
        {
            failures.Add($"MaxThreads is {maxThreads}; it must be null or 1 or more.");
        }

        return failures;
    }

    /// <summary>Learns the weights.</summary>
    /// <exception cref="InvalidOperationException">Lambda was given and is too small for single precision.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ItemWeightsFit Fit(PurchaseMatrix matrix, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        IReadOnlyList<RidgeTrial> trials = Lambda is null ? RidgeSearch.Try(matrix, this, cancellationToken) : [];
        double lambda = Lambda ?? HeldOutPurchases.Best(trials, RidgeSearch.Unjudged);
        if (Lambda is null && trials.Count == 0)
        {
            notes.Add(FormattableString.Invariant($"Fewer than {HeldOutPurchases.LeastCustomers} customers have purchases to judge by; lambda is {lambda} without trial."));
        }

        int[] products = WeightedPurchases.MostBought(matrix, MinBuyers, MaxProducts);
        if (products.Length < matrix.Products.Count)
        {
            int bought = Enumerable.Range(0, matrix.Products.Count).Count(product => matrix.BuyersOf(product).Length >= MinBuyers);
            notes.Add(bought > MaxProducts
                ? $"The {products.Length} most bought of {matrix.Products.Count} products have weights (MaxProducts); the others score 0."
                : $"{products.Length} of {matrix.Products.Count} products have {MinBuyers} or more buyers (MinBuyers); the others score 0.");
        }

        WeightedPurchases purchases = WeightedPurchases.Of(matrix, Weighting, products);
        Numerics.PinnedFloats gram = SparseGram.Compute(purchases, Numerics.SymmetricInverse.Padded(products.Length), Threads, cancellationToken);
        LinearAutoencoder model = LinearAutoencoder.Solve(gram, products, lambda, Dropout, Threads, cancellationToken);
        return new ItemWeightsFit(model.ToScorer(Name, matrix.Products.Count, Weighting), lambda, Dropout, trials, notes);
    }
}
