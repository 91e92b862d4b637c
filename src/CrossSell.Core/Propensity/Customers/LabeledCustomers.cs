namespace CrossSell;

/// <summary>Customers with what they answered: what a propensity model is learned from and judged by.</summary>
/// <remarks>Immutable and thread-safe. Labels and weights stand apart from the table, so that no learner can take them for features.</remarks>
public sealed class LabeledCustomers
{
    private readonly bool[] _labels;
    private readonly double[]? _weights;

    /// <summary>Joins a table and its labels.</summary>
    /// <param name="table">What is known about the customers.</param>
    /// <param name="labels">For each row whether the customer bought, answered, accepted.</param>
    /// <param name="weights">For each row how many customers it stands for, finite and above 0; empty when every row counts once.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is not a finite number above 0.</exception>
    public LabeledCustomers(CustomerTable table, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (labels.Length != table.Count)
        {
            throw new ArgumentException($"There are {labels.Length} labels for {table.Count} customers; each customer needs one.", nameof(labels));
        }

        if (weights.Length != 0 && weights.Length != table.Count)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {table.Count} customers; each customer needs one, or none has any.", nameof(weights));
        }

        for (int row = 0; row < weights.Length; row++)
        {
            if (!(double.IsFinite(weights[row]) && weights[row] > 0))
            {
                throw new ArgumentException(FormattableString.Invariant($"The weight of row {row + 1} is {weights[row]}; it must be a finite number above 0."), nameof(weights));
            }
        }

        Table = table;
        _labels = labels.ToArray();
        _weights = weights.Length == 0 ? null : weights.ToArray();
        Positives = _labels.AsSpan().Count(true);
        double all = 0;
        double positive = 0;
        for (int row = 0; row < _labels.Length; row++)
        {
            double weight = _weights?[row] ?? 1;
            all += weight;
            positive += _labels[row] ? weight : 0;
        }

        TotalWeight = all;
        BaseRate = all > 0 ? positive / all : null;
    }

    /// <summary>What is known about the customers.</summary>
    public CustomerTable Table { get; }

    /// <summary>The number of customers.</summary>
    public int Count => _labels.Length;

    /// <summary>For each row whether the customer bought.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>For each row how many customers it stands for; empty when every row counts once.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The number of rows whose customer bought.</summary>
    public int Positives { get; }

    /// <summary>The sum of the weights, or the number of rows when there are none.</summary>
    public double TotalWeight { get; }

    /// <summary>The weighted share of customers who bought, 0 to 1; null without customers.</summary>
    public double? BaseRate { get; }

    /// <summary>The same for some of the rows, in the order given. O(rows · columns).</summary>
    /// <param name="rows">Places from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside that range.</exception>
    public LabeledCustomers Select(ReadOnlySpan<int> rows)
    {
        CustomerTable table = Table.Select(rows);
        bool[] labels = new bool[rows.Length];
        double[] weights = new double[_weights is null ? 0 : rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            labels[i] = _labels[rows[i]];
            if (_weights is not null)
            {
                weights[i] = _weights[rows[i]];
            }
        }

        return new LabeledCustomers(table, labels, weights);
    }
}
