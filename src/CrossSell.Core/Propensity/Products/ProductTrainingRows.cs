namespace CrossSell;

/// <summary>What products' propensity is learned from: customers at snapshots, what was known about each, and what each then bought.</summary>
/// <remarks>Immutable and thread-safe. A byte and, with rules, 8 bytes for each row and product.</remarks>
public sealed class ProductTrainingRows
{
    private readonly byte[] _outcomes;
    private readonly int[] _snapshotOf;
    private readonly double[] _ruleScores;

    internal ProductTrainingRows(CustomerTable customers, IReadOnlyList<Product> products, SnapshotPlan? plan, int[] snapshotOf, byte[] outcomes, double[] ruleScores)
    {
        Customers = customers;
        Products = products;
        Plan = plan;
        _snapshotOf = snapshotOf;
        _outcomes = outcomes;
        _ruleScores = ruleScores;
    }

    /// <summary>Rows of a matrix at past instants of it: what was known before each, and what each customer then bought first. O(pairs · snapshots + rows · products).</summary>
    /// <param name="purchases">Pairs with times; what is known of customers (<see cref="PurchaseMatrix.Facts"/>) becomes further columns.</param>
    /// <param name="plan">The instants and the horizon.</param>
    /// <param name="features">Which columns the purchases become.</param>
    /// <param name="mostRows">How many rows about, at most; more customers than that takes are drawn by a hash of their ids.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The pairs have no times.</exception>
    public static ProductTrainingRows At(PurchaseMatrix purchases, SnapshotPlan plan, HistoryFeatures features, int mostRows = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(features);
        return new MatrixTrainingRows(purchases, features, (purchases.Facts as CustomerTableFacts)?.Schema).At(plan, mostRows, cancellationToken);
    }

    /// <summary>Rows of a matrix without regard to times: each customer with each of his products taken away in turn, which is the one to be found.</summary>
    /// <param name="purchases">The pairs; what is known of customers (<see cref="PurchaseMatrix.Facts"/>) becomes further columns.</param>
    /// <param name="features">Which columns the purchases become.</param>
    /// <param name="mostRows">How many rows about, at most; more customers than that takes are drawn by a hash of their ids.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ProductTrainingRows LeavingOneOut(PurchaseMatrix purchases, HistoryFeatures features, int mostRows = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(features);
        return new MatrixTrainingRows(purchases, features, (purchases.Facts as CustomerTableFacts)?.Schema).LeavingOneOut(mostRows, cancellationToken);
    }

    /// <summary>The same rows with only some of the columns.</summary>
    /// <param name="names">Exact names, each once.</param>
    /// <exception cref="ArgumentException">There is no such column, or a name stands there twice.</exception>
    public ProductTrainingRows SelectColumns(params IEnumerable<string> names) => new(Customers.SelectColumns(names), Products, Plan, _snapshotOf, _outcomes, _ruleScores);

    internal const byte NotBought = 0;
    internal const byte WasBought = 1;
    internal const byte NotOpen = 2;

    /// <summary>What was known: one row for each customer and snapshot, keyed by the customer, so that a validation keeps the customer's rows together.</summary>
    public CustomerTable Customers { get; }

    /// <summary>The products, in the model's order.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _snapshotOf.Length;

    /// <summary>The snapshots and the horizon; null when the history has no times: then a row is a customer with one of his products taken away, which is the answer.</summary>
    public SnapshotPlan? Plan { get; }

    /// <summary>Whether each row has the scores of the rules that held before its snapshot.</summary>
    public bool HasRuleScores => _ruleScores.Length > 0;

    /// <summary>The place of a row's snapshot in <see cref="SnapshotPlan.Snapshots"/>; 0 without a plan.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    public int SnapshotOf(int row) => _snapshotOf[row];

    /// <summary>Whether the customer bought a product within the horizon; null when he could not, because he held it already.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="product">The product's place in <see cref="Products"/>.</param>
    public bool? Bought(int row, int product) => _outcomes[(row * Products.Count) + product] switch
    {
        NotBought => false,
        WasBought => true,
        _ => null,
    };

    /// <summary>What the rules mined before the row's snapshot said of a product, 0 to 1: the confidence of the strongest rule that spoke, or the product's popularity where that was higher.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="product">The product's place in <see cref="Products"/>.</param>
    /// <exception cref="InvalidOperationException">The rows have no scores of rules.</exception>
    public double RuleScore(int row, int product) =>
        HasRuleScores ? _ruleScores[(row * Products.Count) + product] : throw new InvalidOperationException("The rows have no scores of rules.");
}
