namespace CrossSell.ML;

/// <summary>Category affinity: what a customer buys much of, and what is popular within it.</summary>
/// <remarks>
/// Needs categories (<see cref="PurchaseMatrix.WithCategories"/>). How strongly a customer's own shares are drawn towards those of all is the likeliest of six by leaving one
/// product of each customer out at a time: how probable its category is by his others. Thread-safe while the settings are not changed. O(pairs · 6).
/// </remarks>
public sealed class CategoryAffinityTrainer : IProductScorerTrainer
{
    private static readonly double[] s_strengths = [0.5, 1, 2, 5, 10, 30];

    /// <inheritdoc/>
    public string Name => "category";

    /// <summary>How many products of an average customer each customer is taken to have beside his own.</summary>
    /// <value>Default: null, the likeliest of 0.5, 1, 2, 5, 10 and 30. Above 0.</value>
    public double? Strength { get; set; }

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        if (Strength is { } given && !(given > 0 && double.IsFinite(given)))
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(Strength)} is {given}; it must be finite and above 0."));
        }

        IReadOnlyList<string?> categories = purchases.Categories
            ?? throw new InvalidOperationException($"The purchases have no categories; give them by {nameof(PurchaseMatrix)}.{nameof(PurchaseMatrix.WithCategories)}.");
        string[] names = [.. categories.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] categoryOf = [.. categories.Select(name => string.IsNullOrEmpty(name) ? -1 : Array.BinarySearch(names, name, StringComparer.Ordinal))];
        double[] pairs = new double[names.Length];
        for (int product = 0; product < categoryOf.Length; product++)
        {
            if (categoryOf[product] >= 0)
            {
                pairs[categoryOf[product]] += purchases.BuyersOf(product).Length;
            }
        }

        double all = Math.Max(1, pairs.Sum());
        double[] shares = Array.ConvertAll(pairs, count => count / all);
        float[] within = [.. categoryOf.Select((category, product) => category < 0 || pairs[category] == 0 ? 0 : (float)(purchases.BuyersOf(product).Length / pairs[category]))];
        return new CategoryScorer(categoryOf, within, shares, Strength ?? s_strengths.MaxBy(strength => Likelihood(purchases, categoryOf, shares, strength, cancellationToken)));
    }

    // The sum of the logs of what each product's category is given by the customer's other products.
    private static double Likelihood(PurchaseMatrix purchases, int[] categoryOf, double[] shares, double strength, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int[] counts = new int[shares.Length];
        double sum = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            int all = 0;
            foreach (int product in purchases[customer].Products)
            {
                if (categoryOf[product] >= 0)
                {
                    counts[categoryOf[product]]++;
                    all++;
                }
            }

            foreach (int product in purchases[customer].Products)
            {
                int category = categoryOf[product];
                if (category >= 0 && counts[category] > 0)
                {
                    int own = counts[category];
                    sum += own * Math.Log((own - 1 + (strength * shares[category])) / (all - 1 + strength));
                    counts[category] = 0;
                }
            }
        }

        return sum;
    }
}
