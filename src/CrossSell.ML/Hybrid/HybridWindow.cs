namespace CrossSell.ML;

/// <summary>A past instant to learn from: what was known before it, and what was bought within a horizon from it on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HybridWindow
{
    private readonly int[][] _bought;

    /// <summary>A window of these purchases.</summary>
    /// <param name="past">What was known.</param>
    /// <param name="bought">For each customer of <paramref name="past"/> the places of what he then bought, ascending and each once; empty for nothing.</param>
    /// <exception cref="ArgumentException">There is not one list for each customer, or a list names a product that the matrix does not have, or does not ascend.</exception>
    public HybridWindow(PurchaseMatrix past, IReadOnlyList<int[]> bought)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(bought);
        if (bought.Count != past.Customers.Count)
        {
            throw new ArgumentException($"{past.Customers.Count} customers have {bought.Count} lists of purchases; each customer needs one.", nameof(bought));
        }

        _bought = [.. bought];
        for (int customer = 0; customer < _bought.Length; customer++)
        {
            for (int i = 0; i < _bought[customer].Length; i++)
            {
                int product = _bought[customer][i];
                if ((uint)product >= (uint)past.Products.Count || (i > 0 && product <= _bought[customer][i - 1]))
                {
                    throw new ArgumentException($"Customer '{past.Customers[customer]}' then bought {product}; products ascend, each once, from 0 to {past.Products.Count - 1}.", nameof(bought));
                }
            }
        }

        Past = past;
    }

    /// <summary>What was known.</summary>
    public PurchaseMatrix Past { get; }

    /// <summary>What a customer then bought: places of products, ascending.</summary>
    /// <param name="customer">The customer's place.</param>
    public ReadOnlySpan<int> BoughtBy(int customer) => _bought[customer];

    /// <summary>The window of a table of pairs: what was bought for the first time within a horizon from an instant on.</summary>
    /// <param name="purchases">Pairs with times.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <exception cref="InvalidOperationException">The pairs have no times.</exception>
    public static HybridWindow Of(PurchaseMatrix purchases, DateTime instant, TimeSpan horizon)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        return new HybridWindow(purchases.Before(instant), Firsts(purchases, instant, horizon));
    }

    /// <summary>The window of a history, which knows how often and how late each product had been bought before the instant.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="repeatable">For each product whether buying it again counts too; null for none.</param>
    public static HybridWindow Of(PurchaseHistory history, DateTime instant, TimeSpan horizon, bool[]? repeatable = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        PurchaseMatrix until = PurchaseMatrix.Of(history, instant + horizon);
        int[][] firsts = Firsts(until, instant, horizon);
        return new HybridWindow(PurchaseMatrix.Of(history, instant), repeatable is null ? firsts : WithRepeats(until, firsts, instant, repeatable));
    }

    /// <summary>The same window with what else is known of its customers and products.</summary>
    internal HybridWindow With(ICustomerFacts? facts, IReadOnlyList<string?>? categories) => new(Past.WithFacts(facts).WithCategories(categories), _bought);

    private static int[][] Firsts(PurchaseMatrix purchases, DateTime instant, TimeSpan horizon)
    {
        int[][] bought = new int[purchases.Customers.Count][];
        for (int customer = 0; customer < bought.Length; customer++)
        {
            CustomerPurchases all = purchases[customer];
            var firsts = new List<int>();
            for (int at = 0; at < all.Count; at++)
            {
                if (all.First[at] >= instant.Ticks && all.First[at] < (instant + horizon).Ticks)
                {
                    firsts.Add(all.Products[at]);
                }
            }

            bought[customer] = [.. firsts];
        }

        return bought;
    }

    private static int[][] WithRepeats(PurchaseMatrix until, int[][] firsts, DateTime instant, bool[] repeatable)
    {
        int[][] bought = new int[firsts.Length][];
        for (int customer = 0; customer < bought.Length; customer++)
        {
            CustomerPurchases all = until[customer];
            var again = new List<int>(firsts[customer]);
            for (int at = 0; at < all.Count; at++)
            {
                if (repeatable[all.Products[at]] && all.First[at] < instant.Ticks && all.Last[at] >= instant.Ticks)
                {
                    again.Add(all.Products[at]);
                }
            }

            bought[customer] = [.. again.Order()];
        }

        return bought;
    }
}
