using System.Buffers;

namespace CrossSell.ML;

/// <summary>For each of many customers the best products that they do not have, best first.</summary>
/// <remarks>Immutable and thread-safe; 8 bytes a place of a list. Of equal scores the product whose id is first by code points stands first.</remarks>
public sealed class RankedLists
{
    private const int CustomersOfABlock = 64;

    private readonly int[] _customers;
    private readonly int[] _counts;
    private readonly int[] _products;
    private readonly float[] _scores;
    private readonly int _room;

    private RankedLists(string model, int top, int room, int[] customers)
    {
        Model = model;
        Top = top;
        _room = room;
        _customers = customers;
        _counts = new int[customers.Length];
        _products = new int[checked(customers.Length * room)];
        _scores = new float[_products.Length];
    }

    /// <summary>The name of what ranked.</summary>
    public string Model { get; }

    /// <summary>How many products were asked for.</summary>
    public int Top { get; }

    /// <summary>The customers' places in the matrix.</summary>
    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Ranks all products with buyers that a customer does not have.</summary>
    /// <param name="scorer">What scores.</param>
    /// <param name="known">What the customers have.</param>
    /// <param name="customers">For whom: places in <paramref name="known"/>.</param>
    /// <param name="options">Length and threads; null for the defaults.</param>
    /// <param name="offered">For each product whether it may be recommended; null for those that somebody in <paramref name="known"/> has bought.</param>
    /// <param name="cancellationToken">Ends it between two blocks of customers.</param>
    /// <exception cref="ArgumentException">The scorer has other products than the matrix, a customer is not in it, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RankedLists Of(
        IProductScorer scorer, PurchaseMatrix known, ReadOnlySpan<int> customers, RankingOptions? options = null, IReadOnlyList<bool>? offered = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(known);
        return scorer.ProductCount == known.Products.Count
            ? Of(scorer.Name, (customer, scores) => scorer.Score(known[customer], scores), known, customers, options, offered, cancellationToken)
            : throw new ArgumentException($"'{scorer.Name}' scores {scorer.ProductCount} products, and the matrix has {known.Products.Count}.", nameof(scorer));
    }

    /// <summary>The same with any way of scoring.</summary>
    /// <param name="model">The name of what ranks.</param>
    /// <param name="scoring">What scores.</param>
    /// <param name="known">What the customers have.</param>
    /// <param name="customers">For whom: places in <paramref name="known"/>.</param>
    /// <param name="options">Length and threads; null for the defaults.</param>
    /// <param name="offered">For each product whether it may be recommended; null for those that somebody in <paramref name="known"/> has bought.</param>
    /// <param name="cancellationToken">Ends it between two blocks of customers.</param>
    /// <exception cref="ArgumentException">A customer is not in the matrix, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RankedLists Of(
        string model,
        CustomerScoring scoring,
        PurchaseMatrix known,
        ReadOnlySpan<int> customers,
        RankingOptions? options = null,
        IReadOnlyList<bool>? offered = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentNullException.ThrowIfNull(scoring);
        ArgumentNullException.ThrowIfNull(known);
        options = RankingOptions.Checked(options);
        int outside = customers.IndexOfAnyExceptInRange(0, known.Customers.Count - 1);
        if (outside >= 0)
        {
            throw new ArgumentException($"There is no customer {customers[outside]}; the matrix has {known.Customers.Count}, from 0.", nameof(customers));
        }

        bool[] may = offered is null ? [.. Enumerable.Range(0, known.Products.Count).Select(product => known.BuyersOf(product).Length > 0)] : [.. offered];
        var lists = new RankedLists(model, options.Top, Math.Min(options.Top, known.Products.Count), customers.ToArray());
        var order = ProductOrder.Of(known.Products);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, (customers.Length + CustomersOfABlock - 1) / CustomersOfABlock, parallel, block => lists.Rank(block, scoring, known, order, may));
        return lists;
    }

    /// <summary>The products of a customer's list, best first; fewer than asked for where not so many are left.</summary>
    /// <param name="at">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    public ReadOnlySpan<int> ProductsOf(int at) => _products.AsSpan(at * _room, _counts[at]);

    /// <summary>The score of each of <see cref="ProductsOf"/>.</summary>
    /// <param name="at">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    public ReadOnlySpan<float> ScoresOf(int at) => _scores.AsSpan(at * _room, _counts[at]);

    private void Rank(int block, CustomerScoring scoring, PurchaseMatrix known, ProductOrder order, bool[] offered)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(order.Count);
        Span<float> scores = rented.AsSpan(0, order.Count);
        int end = Math.Min(_customers.Length, (block + 1) * CustomersOfABlock);
        for (int at = block * CustomersOfABlock; at < end; at++)
        {
            scoring(_customers[at], scores);
            Span<int> best = _products.AsSpan(at * _room, _room);
            _counts[at] = order.Top(scores, known[_customers[at]].Products, best, offered);
            for (int place = 0; place < _counts[at]; place++)
            {
                _scores[(at * _room) + place] = scores[best[place]];
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
