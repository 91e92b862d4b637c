namespace CrossSell;

/// <summary>Reads off a customer's purchases which products are worth a closer look, and what every way of scoring says of them: the features of a hybrid.</summary>
/// <remarks>
/// <para>
/// Candidates are the products that some part thinks best of, and those that most customers bought, in all and of late. Each part gives two features: its score as
/// log(0.001 + score / scale), and where the score stands among those of all open products, as log(1 + max(0, 1 + z)) with z in standard deviations from the
/// customer's mean. Then come the columns, one number a product, and what is known of the customer: how many products he has, how long ago he bought last, how
/// many of his products are of late; and where a product may be bought again, how often and how long ago he did.
/// </para>
/// <para>Immutable and thread-safe. Reading takes the scorers' time and O(products of parts + candidates of features), and allocates nothing once a thread is warm.</para>
/// </remarks>
public sealed partial class HybridFeatures
{
    /// <summary>How many features about himself every customer has.</summary>
    private const int OfCustomer = 3;

    /// <summary>How many more there are where contacts are known.</summary>
    private const int OfContacts = 3;

    /// <summary>How many features a product that may be bought again has.</summary>
    internal const int OfRepeat = 2;

    /// <summary>The level of a score of 0.</summary>
    internal static readonly double LevelOfNothing = Math.Log(LeastLevel);

    private const double LeastLevel = 0.001;

    private readonly HybridPart[] _parts;
    private readonly HybridColumn[] _columns;
    private readonly int[][] _orders;
    private readonly bool[] _offered;
    private readonly bool[] _repeatable;
    private readonly int[] _neverOffered;

    /// <summary>Features of these parts and columns.</summary>
    /// <param name="parts">The ways of scoring.</param>
    /// <param name="columns">Numbers of products.</param>
    /// <param name="offered">For each product whether it may be offered at all.</param>
    /// <param name="repeatable">For each product whether it may be offered to somebody who has it; null for none.</param>
    /// <param name="candidatesOfEach">How many candidates each part and proposing column gives, 1 or more.</param>
    /// <param name="recentDays">How many days back counts as of late, above 0.</param>
    /// <param name="facts">In which order facts of customers are told; null where none are.</param>
    /// <exception cref="ArgumentException">The parts and columns are not about the same number of products, or a number is out of range.</exception>
    public HybridFeatures(IReadOnlyList<HybridPart> parts, IReadOnlyList<HybridColumn> columns, bool[] offered, bool[]? repeatable, int candidatesOfEach, double recentDays, CustomerFactSchema? facts = null)
    {
        Facts = facts;
        ContactsAt = facts is { HasContacts: true } ? facts.Columns.Count : -1;
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidatesOfEach, 1);
        _parts = [.. parts];
        _columns = [.. columns];
        _offered = offered;
        _repeatable = repeatable ?? new bool[offered.Length];
        HasRepeats = _repeatable.Contains(true);
        CandidatesOfEach = candidatesOfEach;
        RecentDays = recentDays > 0 && double.IsFinite(recentDays) ? recentDays : throw new ArgumentOutOfRangeException(nameof(recentDays), recentDays, "A number of days above 0 is needed.");
        RequireSameProducts();
        _neverOffered = [.. Enumerable.Range(0, offered.Length).Where(p => !offered[p])];
        _orders = [.. _columns.Where(column => column.Proposes).Select(column => Order(column.Values))];
    }

    /// <summary>The ways of scoring.</summary>
    public IReadOnlyList<HybridPart> Parts => _parts;

    /// <summary>Numbers of products.</summary>
    public IReadOnlyList<HybridColumn> Columns => _columns;

    /// <summary>The number of products.</summary>
    public int ProductCount => _offered.Length;

    /// <summary>How many candidates each part and proposing column gives.</summary>
    public int CandidatesOfEach { get; }

    /// <summary>How many days back counts as of late.</summary>
    public double RecentDays { get; }

    /// <summary>Whether some product may be offered to somebody who has it.</summary>
    public bool HasRepeats { get; }

    /// <summary>In which order facts of customers are told (<see cref="CustomerPurchases.Facts"/>); null where none are.</summary>
    public CustomerFactSchema? Facts { get; }

    /// <summary>The number of features: two for each part, one for each column, two about buying again where that may be, three about the customer, three about contacts where they are known.</summary>
    public int Count => FirstOfCustomer + OfCustomer + (ContactsAt >= 0 ? OfContacts : 0);

    /// <summary>For each feature the part that it belongs to; <c>repurchase</c> and <c>customer</c> at the end.</summary>
    public IReadOnlyList<string> PartOfFeature =>
    [
        .. _parts.SelectMany(part => new[] { part.Scorer.Name, part.Scorer.Name }),
        .. _columns.Select(column => column.Part),
        .. HasRepeats ? ["repurchase", "repurchase"] : Array.Empty<string>(),
        .. Enumerable.Repeat("customer", Count - FirstOfCustomer),
    ];

    /// <summary>For each feature its own name, each once.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. _parts.SelectMany(part => new[] { $"{part.Scorer.Name}: level", $"{part.Scorer.Name}: standing" }),
        .. _columns.Select(column => column.Name),
        .. HasRepeats ? ["times bought", "days since bought"] : Array.Empty<string>(),
        "number of products", "days since last purchase", "products of late",
        .. ContactsAt >= 0 ? ["number of contacts", "number of declines", "days since last contact"] : Array.Empty<string>(),
    ];

    /// <summary>The place of the first column's feature.</summary>
    public int FirstColumnFeature => 2 * _parts.Length;

    /// <summary>The place of the first fact about contacts; -1 where none are known.</summary>
    private int ContactsAt { get; }

    /// <summary>The place of the first feature of the customer.</summary>
    internal int FirstOfCustomer => (2 * _parts.Length) + _columns.Length + (HasRepeats ? OfRepeat : 0);

    /// <summary>For each product whether it may be offered at all.</summary>
    internal ReadOnlySpan<bool> Offered => _offered;

    /// <summary>For each product whether it may be offered to somebody who has it.</summary>
    internal ReadOnlySpan<bool> Repeatable => _repeatable;

    private static int[] Order(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        double[] keys = Array.ConvertAll(values, value => -value);
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    private void RequireSameProducts()
    {
        if (_repeatable.Length != ProductCount)
        {
            throw new ArgumentException($"{ProductCount} products may be offered or not, and {_repeatable.Length} may be bought again or not; both are about the same products.");
        }

        foreach (HybridPart part in _parts)
        {
            if (part.Scorer.ProductCount != ProductCount || !(part.Scale > 0) || !double.IsFinite(part.Scale))
            {
                throw new ArgumentException(FormattableString.Invariant($"Part '{part.Scorer.Name}' scores {part.Scorer.ProductCount} products on the scale {part.Scale}; {ProductCount} products and a finite scale above 0 are needed."));
            }
        }

        foreach (HybridColumn column in _columns)
        {
            if (column.Values.Length != ProductCount || !Array.TrueForAll(column.Values, double.IsFinite))
            {
                throw new ArgumentException($"Column '{column.Name}' must have a finite number for each of {ProductCount} products; it has {column.Values.Length} numbers.");
            }
        }
    }
}
