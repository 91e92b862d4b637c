namespace CrossSell.ML;

/// <summary>What customers bought for the first time after the instant up to which their purchases were known: what a ranking should have foreseen.</summary>
/// <remarks>Immutable and thread-safe. Only customers who bought something new are in it.</remarks>
public sealed class RankingTargets
{
    private readonly int[] _customers;
    private readonly int[] _starts;
    private readonly int[] _products;
    private readonly double[]? _values;

    internal RankingTargets(int[] customers, int[] starts, int[] products, double[]? values)
    {
        _customers = customers;
        _starts = starts;
        _products = products;
        _values = values;
    }

    /// <summary>The customers' places in the matrix of what is known of them, ascending.</summary>
    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>The number of pairs of customer and product.</summary>
    public int Count => _products.Length;

    /// <summary>Whether it is known what each purchase is worth.</summary>
    public bool HasValues => _values is not null;

    /// <summary>Pairs given by their ids, as in a table of its own.</summary>
    /// <param name="known">What is known of the customers.</param>
    /// <param name="later">What they bought for the first time later.</param>
    /// <exception cref="ArgumentException">A customer or product is not in <paramref name="known"/>, or the customer had the product already.</exception>
    public static RankingTargets Of(PurchaseMatrix known, PurchaseMatrix later)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(later);
        int[] productOf = Places(later.Products, known.Products, "product");
        int[] customerOf = Places(later.Customers, known.Customers, "customer");
        var pairs = new List<(int Customer, int Product, double Value)>(later.Count);
        for (int c = 0; c < later.Customers.Count; c++)
        {
            foreach (int product in later[c].Products)
            {
                (int customer, int place) = (customerOf[c], productOf[product]);
                if (known[customer].Products.BinarySearch(place) >= 0)
                {
                    throw new ArgumentException($"Customer '{later.Customers[c]}' had product '{later.Products[product]}' already; targets are first purchases.", nameof(later));
                }

                pairs.Add((customer, place, 0));
            }
        }

        return Of(pairs, hasValues: false);
    }

    /// <summary>A customer's targets, ascending.</summary>
    /// <param name="at">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    public ReadOnlySpan<int> ProductsOf(int at) => _products.AsSpan(_starts[at], _starts[at + 1] - _starts[at]);

    /// <summary>What each of <see cref="ProductsOf"/> is worth; empty when not known.</summary>
    /// <param name="at">The customer's place in <see cref="Customers"/>.</param>
    public ReadOnlySpan<double> ValuesOf(int at) => _values is null ? [] : _values.AsSpan(_starts[at], _starts[at + 1] - _starts[at]);

    /// <summary>The same targets, each worth what its product is, such as its margin.</summary>
    /// <param name="values">The worth of each product, 0 or more, in the order of the matrix.</param>
    /// <exception cref="ArgumentException">A target's product has no worth, or it is negative or not finite.</exception>
    public RankingTargets WithValues(ReadOnlySpan<double> values)
    {
        var worth = new double[_products.Length];
        for (int at = 0; at < worth.Length; at++)
        {
            int product = _products[at];
            worth[at] = product < values.Length && values[product] >= 0 && double.IsFinite(values[product]) ? values[product]
                : throw new ArgumentException($"Product {product} has no worth among {values.Length}, or one that is not a finite number of 0 or more.", nameof(values));
        }

        return new RankingTargets(_customers, _starts, _products, worth);
    }

    internal static RankingTargets Of(IEnumerable<(int Customer, int Product, double Value)> pairs, bool hasValues)
    {
        (int Customer, int Product, double Value)[] sorted = [.. pairs.OrderBy(pair => pair.Customer).ThenBy(pair => pair.Product)];
        var customers = new List<int>();
        var starts = new List<int>();
        for (int at = 0; at < sorted.Length; at++)
        {
            if (at == 0 || sorted[at].Customer != sorted[at - 1].Customer)
            {
                customers.Add(sorted[at].Customer);
                starts.Add(at);
            }
        }

        return new RankingTargets(
            [.. customers], [.. starts, sorted.Length], Array.ConvertAll(sorted, pair => pair.Product), hasValues ? Array.ConvertAll(sorted, pair => pair.Value) : null);
    }

    private static int[] Places(IdTable from, IdTable to, string what)
    {
        var places = new int[from.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = to.IndexOf(from.Utf8(i));
            if (places[i] < 0)
            {
                throw new ArgumentException($"Nothing is known of the {what} '{from[i]}'; targets are of customers and products with earlier purchases.");
            }
        }

        return places;
    }
}
