using System.Globalization;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Logistic;
using CrossSell.ML.Segments;

namespace CrossSell.ML;

/// <summary>Few segments, alike inside and different between, each told by a short rule on what is known of every customer.</summary>
/// <remarks>
/// <para>
/// A small tree: customers are divided by the question after which the targets, each on the scale of its standard deviation, lie nearest to the means of their parts
/// (predictive clustering trees: Blockeel, De Raedt, Ramon 1998). How many segments there are is decided on customers held out: the fewest that do as well as the best
/// number but for chance. One segment alone says that no column tells them apart. Holdings are columns like others: add them as yes and no.
/// </para>
/// <para>Immutable and thread-safe. The same for any order of rows with keys, but for ties of values.</para>
/// </remarks>
public sealed class SegmentTree
{
    private readonly Field[] _fields;
    private readonly SegmentNode _root;
    private readonly int _divisions;
    private readonly Dictionary<SegmentNode, string> _nameOf;

    private SegmentTree(Field[] fields, SegmentNode root, int divisions, Dictionary<SegmentNode, string> nameOf, SegmentRule[] segments, string[] targets, double explained)
    {
        _fields = fields;
        _root = root;
        _divisions = divisions;
        _nameOf = nameOf;
        Segments = segments;
        Targets = targets;
        Explained = explained;
    }

    /// <summary>The segments, the largest first.</summary>
    public IReadOnlyList<SegmentRule> Segments { get; }

    /// <summary>The targets' names.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The share of the targets' variance that the segments explain on customers held out; at most 1, 0 or below when they explain nothing.</summary>
    public double Explained { get; }

    /// <summary>Finds segments. O(customers · columns · targets · conditions · folds).</summary>
    /// <param name="customers">What is known of the customers, holdings included.</param>
    /// <param name="targets">In what they should differ; at least one.</param>
    /// <param name="options">How many there may be; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work; looked at after every division.</param>
    /// <exception cref="ArgumentException">There are no customers or targets, a target has not one finite value for each customer, or an option is out of range.</exception>
    /// <exception cref="PropensityTrainingException">There is no column that may be used.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SegmentTree Grow(CustomerTable customers, IReadOnlyList<SegmentTarget> targets, SegmentTreeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(targets);
        options ??= new SegmentTreeOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        Check(customers, targets);
        Field[] fields = [.. FieldFitter.Fit(customers, options.UseProtected).Select(ReadableCuts.Of)];
        int[][] codes = [.. FieldEncoder.Encode(fields, customers).Select(e => e.Codes)];
        var data = new SegmentData(fields, codes, targets);
        (int divisions, double explained) = SegmentGrower.Choose(data, RowHashes.Of(customers), options, cancellationToken);
        SegmentNode root = SegmentGrower.Grow(data, [.. Enumerable.Range(0, data.Rows)], options, cancellationToken);
        SegmentNode[] leaves = [.. root.Leaves(divisions).Select((leaf, place) => (leaf, place)).OrderByDescending(l => l.leaf.Rows.Length).ThenBy(l => l.place).Select(l => l.leaf)];
        Dictionary<SegmentNode, string> nameOf = leaves.Select((leaf, i) => (leaf, name: FormattableString.Invariant($"S{i + 1}"))).ToDictionary(l => l.leaf, l => l.name);
        var rules = new SegmentConditions(fields, customers);
        SegmentRule[] segments =
        [
            .. leaves.Select(leaf => new SegmentRule(
                nameOf[leaf], rules.Of(root, leaf, divisions), leaf.Rows.Length, leaf.Rows.Length / (double)data.Rows, [.. targets.Select(t => leaf.Rows.Average(row => t.Values[row]))])),
        ];
        return new SegmentTree(fields, root, divisions, nameOf, segments, [.. targets.Select(t => t.Name)], explained);
    }

    /// <summary>To which segment each customer belongs, by the segments' names. O(customers).</summary>
    /// <param name="customers">The customers, with every column that a condition names.</param>
    /// <exception cref="ArgumentException">A column is missing or of another kind.</exception>
    public CustomerGroups Assign(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        HashSet<string> used = [.. Segments.SelectMany(s => s.Conditions).Select(c => c.Column)];
        int[] places = [.. Enumerable.Range(0, _fields.Length).Where(f => used.Contains(_fields[f].Name))];
        EncodedField[] encoded = FieldEncoder.Encode([.. places.Select(f => _fields[f])], customers);
        int[][] codes = new int[_fields.Length][];
        for (int i = 0; i < places.Length; i++)
        {
            codes[places[i]] = encoded[i].Codes;
        }

        return CustomerGroups.Of(Enumerable.Range(0, customers.Count).Select(row => _nameOf[_root.LeafOf(codes, row, _divisions)]));
    }

    /// <summary>A segment's rule in words, such as "age: 30 to 44; Motor: yes": German for <c>de</c> and its regions, English for every other culture.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="names">What columns are called in the text; a column without a name stands by its own.</param>
    public static string Describe(SegmentRule segment, CultureInfo culture, IReadOnlyDictionary<string, LocalizedText>? names = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(culture);
        return SegmentText.Rule(segment, culture, column => names?.GetValueOrDefault(column)?.For(culture) ?? column);
    }

    private static void Check(CustomerTable customers, IReadOnlyList<SegmentTarget> targets)
    {
        if (customers.Count == 0 || targets.Count == 0)
        {
            throw new ArgumentException($"There are {customers.Count} customers and {targets.Count} targets; segments need at least one of each.", nameof(targets));
        }

        foreach (SegmentTarget target in targets)
        {
            if (target.Values.Count != customers.Count)
            {
                throw new ArgumentException($"The target '{target.Name}' has {target.Values.Count} values for {customers.Count} customers; each needs one.", nameof(targets));
            }

            if (target.Values.Any(v => !double.IsFinite(v)))
            {
                throw new ArgumentException($"The target '{target.Name}' has a value that is not finite.", nameof(targets));
            }
        }
    }
}
