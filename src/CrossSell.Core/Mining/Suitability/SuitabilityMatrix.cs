namespace CrossSell.Mining;

/// <summary>A grade for every ordered pair of products: how well the one suits the owners of the other.</summary>
/// <remarks>
/// <para>
/// Kept are the pairs with a finding, in compressed rows by owned product, 9 bytes each; that a pair without one is <see cref="SuitabilityGrade.Unrelated"/> or
/// <see cref="SuitabilityGrade.Unknown"/> follows from how frequent its products are, so that a catalogue of 20,000 products, 400 million pairs, fits in memory.
/// </para>
/// <para>Immutable, therefore safe for any number of threads; the same for any number of threads that made it. docs/suitability.md states the rule.</para>
/// </remarks>
public sealed class SuitabilityMatrix
{
    private readonly int[] _supports;
    private readonly int[] _starts;
    private readonly int[] _offered;
    private readonly int[] _both;
    private readonly SuitabilityGrade[] _grades;
    private readonly double[]? _margins;
    private readonly SuitabilityRule _rule;

    private SuitabilityMatrix(List<GradedPair>[] rows, int[] supports, double[]? margins, SuitabilityRule rule, Transactions transactions)
    {
        _supports = supports;
        _margins = margins;
        _rule = rule;
        ProductIds = transactions.ItemIds;
        TransactionCount = transactions.TotalWeight;
        _starts = new int[rows.Length + 1];
        for (int owned = 0; owned < rows.Length; owned++)
        {
            _starts[owned + 1] = checked(_starts[owned] + rows[owned].Count);
        }

        _offered = new int[_starts[^1]];
        _both = new int[_starts[^1]];
        _grades = new SuitabilityGrade[_starts[^1]];
        int at = 0;
        foreach (GradedPair pair in rows.SelectMany(row => row))
        {
            (_offered[at], _both[at], _grades[at]) = (pair.Offered, pair.Both, pair.Grade);
            at++;
        }
    }

    /// <summary>The id of each product, by index.</summary>
    public IReadOnlyList<string> ProductIds { get; }

    /// <summary>The number of transactions behind the grades.</summary>
    public int TransactionCount { get; }

    /// <summary>How many pairs have a finding: every grade but Unknown and Unrelated.</summary>
    public int FindingCount => _offered.Length;

    /// <summary>How many tests the significance level was shared among.</summary>
    public double Tests => _rule.Tests;

    /// <summary>The grade of a pair.</summary>
    /// <param name="owned">The index of the owned product.</param>
    /// <param name="offered">The index of the offered product.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">Both are the same product.</exception>
    public SuitabilityGrade this[int owned, int offered] => Find(owned, offered).Grade;

    /// <summary>Grades all pairs of products.</summary>
    /// <param name="transactions">Customers' holdings or baskets.</param>
    /// <param name="options">Where the grades begin; null for the defaults.</param>
    /// <param name="margins">The margin of each product by index, in any unit of money; null when margins play no part.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid, there is not one finite margin for each product, or the transactions are weighted.</exception>
    /// <exception cref="MiningLimitException">There are more pairs than fit in memory; raise <see cref="SuitabilityOptions.MinPairCount"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SuitabilityMatrix Grade(
        Transactions transactions, SuitabilityOptions? options = null, IReadOnlyList<double>? margins = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options = options?.Copy() ?? new SuitabilityOptions();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        double[]? marginOf = margins is null ? null : [.. margins];
        ThrowIfUnfit(transactions, marginOf);
        MiningOptions counting = new() { MinSupport = SupportThreshold.FromCount(options.MinPairCount), MaxItemsets = int.MaxValue, MaxThreads = options.MaxThreads };
        PairCounts pairs = PairMiner.Count(transactions, counting, progress: null, cancellation);
        int[] owners = [.. Enumerable.Range(0, transactions.ItemCount).Select(pairs.SupportOf)];
        double graded = owners.Count(count => count >= options.MinOwners);
        SuitabilityRule rule = new(options, options.Tests ?? Math.Max(1, graded * (graded - 1)));
        SuitabilityGrader grader = new(pairs, owners, rule, marginOf);
        var rows = new List<GradedPair>[transactions.ItemCount];
        ParallelOptions threads = new() { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, rows.Length, threads, owned => rows[owned] = grader.GradeFrom(owned));
        return new SuitabilityMatrix(rows, owners, marginOf, rule, transactions);
    }

    /// <summary>In how many transactions a product is.</summary>
    /// <param name="product">The product's index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    public int OwnersOf(int product)
    {
        ThrowIfNoProduct(product, nameof(product));
        return _supports[product];
    }

    /// <summary>The products with a finding for the owners of one, ascending.</summary>
    /// <param name="owned">The index of the owned product.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<int> FindingsFor(int owned)
    {
        ThrowIfNoProduct(owned, nameof(owned));
        return _offered.AsSpan(_starts[owned], _starts[owned + 1] - _starts[owned]);
    }

    /// <summary>The grade of each of <see cref="FindingsFor"/>, in the same order.</summary>
    /// <param name="owned">The index of the owned product.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<SuitabilityGrade> GradesFor(int owned)
    {
        ThrowIfNoProduct(owned, nameof(owned));
        return _grades.AsSpan(_starts[owned], _starts[owned + 1] - _starts[owned]);
    }

    /// <summary>A pair with its grade, the figures behind it, and the reason in words.</summary>
    /// <param name="owned">The index of the owned product.</param>
    /// <param name="offered">The index of the offered product.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">Both are the same product.</exception>
    public PairSuitability Get(int owned, int offered)
    {
        (SuitabilityGrade grade, int? both) = Find(owned, offered);
        RuleCounts? counts = both is { } known ? RuleCounts.FromMargins(known, _supports[owned], _supports[offered], TransactionCount) : null;
        return new PairSuitability(ProductIds[owned], ProductIds[offered], grade, counts, _supports[owned], _supports[offered], _margins?[offered], _rule);
    }

    /// <summary>The products to offer to the owners of one, most suitable first.</summary>
    /// <param name="owned">The index of the owned product.</param>
    /// <param name="least">The least grade; <see cref="SuitabilityGrade.Possible"/> or better.</param>
    /// <returns>By falling grade, then by falling number of transactions with both products, then by index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product, or the least grade is none to offer at.</exception>
    public IReadOnlyList<PairSuitability> BestFor(int owned, SuitabilityGrade least = SuitabilityGrade.Good)
    {
        ThrowIfNoProduct(owned, nameof(owned));
        if (least is not (SuitabilityGrade.Possible or SuitabilityGrade.Good or SuitabilityGrade.Always))
        {
            throw new ArgumentOutOfRangeException(nameof(least), least, $"least is {least}; it must be Possible, Good or Always.");
        }

        return
        [
            .. Enumerable.Range(_starts[owned], _starts[owned + 1] - _starts[owned])
                .Where(place => _grades[place] >= least)
                .OrderByDescending(place => _grades[place]).ThenByDescending(place => _both[place]).ThenBy(place => _offered[place])
                .Select(place => Get(owned, _offered[place])),
        ];
    }

    private (SuitabilityGrade Grade, int? Both) Find(int owned, int offered)
    {
        ThrowIfNoProduct(offered, nameof(offered));
        ReadOnlySpan<int> row = FindingsFor(owned);
        if (owned == offered)
        {
            throw new ArgumentException($"Both products are {owned}; a pair has two different ones.", nameof(offered));
        }

        int place = row.BinarySearch(offered);
        return place >= 0
            ? (_grades[_starts[owned] + place], _both[_starts[owned] + place])
            : (_rule.WithoutFinding(_supports[owned], _supports[offered], TransactionCount), null);
    }

    private void ThrowIfNoProduct(int product, string parameter)
    {
        if ((uint)product >= (uint)_supports.Length)
        {
            throw new ArgumentOutOfRangeException(parameter, product, $"{parameter} is {product}; it must be 0 to {_supports.Length - 1}.");
        }
    }

    private static void ThrowIfUnfit(Transactions transactions, double[]? margins)
    {
        if (transactions.IsWeighted)
        {
            throw new ArgumentException("The transactions are weighted; weights are no evidence, so grades need transactions that count one each.", nameof(transactions));
        }

        if (margins is not null && (margins.Length != transactions.ItemCount || !margins.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"There are {margins.Length} margins for {transactions.ItemCount} products; there must be one finite margin for each.", nameof(margins));
        }
    }
}
