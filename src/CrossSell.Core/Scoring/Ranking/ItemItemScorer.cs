namespace CrossSell;

/// <summary>Scores by a weight from each owned product to each other product: neighbours, rules, EASE.</summary>
/// <remarks>
/// Immutable and thread-safe. The score of product j for somebody with the products i, which count x(i), is the sum, or the greatest, of x(i) w(i, j).
/// Dense rows take 4 n^2 bytes for n products and O(owned n) time; sparse rows 8 bytes a weight and O(weights of the owned products + n). Scoring allocates
/// nothing. Sums are taken in <see cref="float"/>, in the order of the owned products.
/// </remarks>
public sealed partial class ItemItemScorer : IProductScorer
{
    // Of a mapped model these lie in its file, and are good as long as this is reachable.
    private readonly ReadOnlyMemory<int> _starts;
    private readonly ReadOnlyMemory<int> _partners;
    private readonly ReadOnlyMemory<float> _weights;

    private ItemItemScorer(string name, int products, bool isDense, ReadOnlyMemory<int> starts, ReadOnlyMemory<int> partners, ReadOnlyMemory<float> weights, ScoreCombination combination, OwnedWeighting owned)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(owned);
        if (!Enum.IsDefined(combination))
        {
            throw new ArgumentOutOfRangeException(nameof(combination), combination, "Weights are combined by Sum or Max.");
        }

        int bad = weights.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException($"Weight {bad} of '{name}' is {weights.Span[bad]}; weights must be finite.", nameof(weights));
        }

        Name = name;
        ProductCount = products;
        IsDense = isDense;
        _starts = starts;
        _partners = partners;
        _weights = weights;
        Combination = combination;
        Owned = owned;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int ProductCount { get; }

    /// <summary>How what several owned products say is combined.</summary>
    public ScoreCombination Combination { get; }

    /// <summary>How much each owned product counts.</summary>
    public OwnedWeighting Owned { get; }

    /// <summary>Whether every row has a weight for every product.</summary>
    public bool IsDense { get; }

    /// <summary>All weights: rows one after the other, a dense one with a place for each product, a sparse one with what <see cref="PartnersOf"/> names.</summary>
    public ReadOnlyMemory<float> Weights => _weights;

    /// <summary>Where sparse rows begin, and at last where the last one ends; none when rows are dense.</summary>
    internal ReadOnlyMemory<int> Starts => _starts;

    /// <summary>What all sparse rows name; none when rows are dense.</summary>
    internal ReadOnlyMemory<int> Partners => _partners;

    /// <summary>A scorer with a weight from every product to every product.</summary>
    /// <param name="name">The name under which tables and reasons show it.</param>
    /// <param name="productCount">The number of products, n.</param>
    /// <param name="weights">n rows of n; row i says what having product i tells of the others. Kept, not copied: it must not change any more.</param>
    /// <param name="combination">How rows are combined.</param>
    /// <param name="owned">How much each owned product counts; <see cref="OwnedWeighting.Binary"/> when null.</param>
    /// <exception cref="ArgumentException">The name is blank, the length is not n^2, or a weight is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="productCount"/> is below 0.</exception>
    public static ItemItemScorer Dense(string name, int productCount, float[] weights, ScoreCombination combination = ScoreCombination.Sum, OwnedWeighting? owned = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return DenseIn(name, productCount, weights, combination, owned);
    }

    /// <summary>The same of weights that lie wherever they lie.</summary>
    internal static ItemItemScorer DenseIn(string name, int productCount, ReadOnlyMemory<float> weights, ScoreCombination combination, OwnedWeighting? owned)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(productCount);
        if (weights.Length != (long)productCount * productCount)
        {
            throw new ArgumentException($"{productCount} products have {(long)productCount * productCount} weights; there are {weights.Length}.", nameof(weights));
        }

        return new ItemItemScorer(name, productCount, isDense: true, default, default, weights, combination, owned ?? OwnedWeighting.Binary);
    }

    /// <summary>A scorer with weights from each product to some others; all others weigh 0.</summary>
    /// <param name="name">The name under which tables and reasons show it.</param>
    /// <param name="starts">Where each product's row begins, and at last where the last one ends: n + 1 ascending numbers from 0.</param>
    /// <param name="partners">The product that each weight points to, ascending within a row. Kept, not copied.</param>
    /// <param name="weights">As many weights. Kept, not copied.</param>
    /// <param name="combination">How rows are combined.</param>
    /// <param name="owned">How much each owned product counts; <see cref="OwnedWeighting.Binary"/> when null.</param>
    /// <exception cref="ArgumentException">The name is blank, the rows do not fit, partners do not ascend or are no products, or a weight is not finite.</exception>
    public static ItemItemScorer Sparse(string name, int[] starts, int[] partners, float[] weights, ScoreCombination combination = ScoreCombination.Sum, OwnedWeighting? owned = null)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(partners);
        ArgumentNullException.ThrowIfNull(weights);
        return SparseIn(name, starts, partners, weights, combination, owned);
    }

    /// <summary>The same of rows that lie wherever they lie.</summary>
    internal static ItemItemScorer SparseIn(string name, ReadOnlyMemory<int> startNumbers, ReadOnlyMemory<int> partnerNumbers, ReadOnlyMemory<float> weights, ScoreCombination combination, OwnedWeighting? owned)
    {
        ReadOnlySpan<int> starts = startNumbers.Span;
        ReadOnlySpan<int> partners = partnerNumbers.Span;
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != partners.Length || partners.Length != weights.Length)
        {
            throw new ArgumentException($"Rows begin at 0 and end at the number of weights; there are {starts.Length} starts, {partners.Length} partners and {weights.Length} weights.", "starts");
        }

        int products = starts.Length - 1;
        for (int product = 0; product < products; product++)
        {
            if (starts[product] > starts[product + 1] || starts[product + 1] > partners.Length)
            {
                throw new ArgumentException($"The row of product {product} runs from {starts[product]} to {starts[product + 1]} of {partners.Length}; rows follow one another.", "starts");
            }

            for (int at = starts[product], before = -1; at < starts[product + 1]; before = partners[at++])
            {
                if (partners[at] <= before || partners[at] >= products)
                {
                    throw new ArgumentException($"In the row of product {product}, {partners[at]} follows {before}; partners ascend and are below {products}.", "partners");
                }
            }
        }

        return new ItemItemScorer(name, products, isDense: false, startNumbers, partnerNumbers, weights, combination, owned ?? OwnedWeighting.Binary);
    }

    /// <summary>The products that a product's sparse row has weights for, ascending; empty when rows are dense.</summary>
    /// <param name="product">The product's place.</param>
    /// <remarks>Good as long as this scorer is reachable: of a mapped model it lies in the file.</remarks>
    /// <exception cref="IndexOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<int> PartnersOf(int product) => IsDense ? [] : _partners.Span[_starts.Span[product].._starts.Span[product + 1]];

    /// <summary>A product's row: its weight to every product when rows are dense, else to each of <see cref="PartnersOf"/>.</summary>
    /// <param name="product">The product's place.</param>
    /// <remarks>Good as long as this scorer is reachable: of a mapped model it lies in the file.</remarks>
    /// <exception cref="IndexOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<float> WeightsOf(int product) => IsDense
        ? _weights.Span.Slice(checked(product * ProductCount), ProductCount)
        : _weights.Span[_starts.Span[product].._starts.Span[product + 1]];

    /// <summary>The weight from an owned product to another; 0 when a sparse row has none. O(1), O(log row) when sparse.</summary>
    /// <param name="from">The owned product's place.</param>
    /// <param name="to">The other product's place.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such product.</exception>
    public float Weight(int from, int to)
    {
        int at = IsDense ? to : PartnersOf(from).BinarySearch(to);
        float weight = at < 0 && !IsDense ? 0 : WeightsOf(from)[at];
        GC.KeepAlive(this);
        return weight;
    }
}
