using System.Globalization;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Numerics;
using CrossSell.ML.Trees;

namespace CrossSell.ML;

/// <summary>Calibrated purchase probabilities by gradient-boosted trees, with exact Shapley values as explanations. <see cref="BoostedTreesPropensityTrainer"/> learns one.</summary>
/// <remarks>Immutable and thread-safe. Scoring takes as many look-ups a tree as it is deep.</remarks>
public sealed partial class BoostedTreesPropensityModel : IExplainablePropensityModel
{
    private readonly TreeEnsemble _ensemble;
    private readonly LogitCalibration _calibration;
    private readonly double _mean;
    private readonly string[] _protected;

    internal BoostedTreesPropensityModel(TreeEnsemble ensemble, LogitCalibration calibration, double baseRate, double validationLoss, int depth, string[] protectedColumns)
    {
        _ensemble = ensemble;
        _calibration = calibration;
        _mean = ensemble.Mean();
        BaseRate = baseRate;
        ValidationLogLoss = validationLoss;
        Depth = depth;
        _protected = protectedColumns;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => [.. _ensemble.Fields.Select(f => f.Name)];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, CustomerColumnKind> ColumnKinds => _ensemble.Fields.ToDictionary(f => f.Name, f => f.Source, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> ProtectedColumns => _protected;

    /// <inheritdoc/>
    public double BaseRate { get; }

    /// <inheritdoc/>
    public double ValidationLogLoss { get; }

    /// <summary>The most questions from the root of a tree to a leaf.</summary>
    public int Depth { get; }

    /// <summary>The number of trees.</summary>
    public int Trees => _ensemble.Trees.Length;

    /// <summary>How much each column matters, the greatest first; ties keep the order of names.</summary>
    public IReadOnlyList<ColumnImportance> Importance
    {
        get
        {
            (double Gain, int Questions)[] sums = _ensemble.Importance();
            double total = sums.Sum(sum => sum.Gain);
            return [.. sums.Select((sum, f) => new ColumnImportance(_ensemble.Fields[f].Name, total > 0 ? sum.Gain / total : 0, sum.Questions)).OrderByDescending(column => column.GainShare)];
        }
    }

    /// <summary>What the training chose, one sentence each: how each column is taken apart, depth and number of trees, the calibration.</summary>
    public IReadOnlyList<string> Choices =>
    [
        .. _ensemble.Fields.Select(Describe),
        $"{Trees} trees with at most {Depth} questions each.",
        string.Create(CultureInfo.InvariantCulture, $"Calibrated logit = {_calibration.Beta.C + _calibration.Shift:R} + {_calibration.Beta.A:R} · ln p - {_calibration.Beta.B:R} · ln(1 - p), corrected at {_calibration.Places.Length} points."),
    ];

    /// <inheritdoc/>
    public void Predict(CustomerTable customers, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (probabilities.Length < customers.Count)
        {
            throw new ArgumentException($"There is room for {probabilities.Length} probabilities, and {customers.Count} customers; each needs a place.", nameof(probabilities));
        }

        double[] logits = Logits(customers);
        for (int row = 0; row < logits.Length; row++)
        {
            probabilities[row] = LogisticFunction.Clip(LogisticFunction.Of(_calibration.Apply(logits[row])));
        }
    }

    /// <summary>Each customer's logit before calibration.</summary>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    /// <param name="customers">The customers, with every column of <see cref="Columns"/>.</param>
    public double[] Logits(CustomerTable customers)
    {
        byte[][] codes = Encode(customers).Codes;
        double[] logits = new double[customers.Count];
        for (int row = 0; row < logits.Length; row++)
        {
            logits[row] = _ensemble.Logit(codes, row);
        }

        return logits;
    }

    /// <summary>Why a customer gets their probability: for each column its Shapley value, what it adds on average over all orders in which the columns could become known.</summary>
    /// <remarks>Lundberg et al. 2020, path-dependent: what is not yet known goes the ways of the training customers. O(trees · leaves · depth^2).</remarks>
    /// <param name="customers">The customers, with every column of <see cref="Columns"/>.</param>
    /// <param name="row">Which of them.</param>
    /// <returns>A contribution for each column in the order of names; base and contributions add up to the logit within 1e-12.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row of the table.</exception>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    public PropensityExplanation Explain(CustomerTable customers, int row)
    {
        ArgumentNullException.ThrowIfNull(customers);
        CustomerTable one = customers.Select([row]);
        byte[][] codes = Encode(one).Codes;
        double[] values = _ensemble.Contributions(codes, 0);
        var contributions = new FeatureContribution[values.Length];
        for (int f = 0; f < values.Length; f++)
        {
            one.TryGetColumn(_ensemble.Fields[f].Name, out CustomerColumn? column);
            contributions[f] = new FeatureContribution([column!.Name], [column.Text(0)], values[f], column.IsProtected || IsProtected(column.Name));
        }

        double logit = _ensemble.Logit(codes, 0);
        double calibrated = _calibration.Apply(logit);
        return new PropensityExplanation(_mean, contributions, logit, calibrated, LogisticFunction.Clip(LogisticFunction.Of(calibrated)))
        {
            Steps = [new("sum of the contributions", logit), new($"calibration: {_calibration.Name}", calibrated)],
        };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> UnknownLevels(CustomerTable customers) =>
        FieldEncoder.Encode(_ensemble.Fields, customers).Zip(_ensemble.Fields, (encoded, field) => (field.Name, encoded.UnknownLevels))
            .Where(pair => pair.UnknownLevels > 0).ToDictionary(pair => pair.Name, pair => pair.UnknownLevels, StringComparer.Ordinal);

    private bool IsProtected(string column) => Array.BinarySearch(_protected, column, StringComparer.Ordinal) >= 0;

    private TreeRows Encode(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return TreeRows.Of(_ensemble.Fields, FieldEncoder.Encode(_ensemble.Fields, customers), customers.Count);
    }

    private static string Describe(Field field)
    {
        string gaps = field.HasMissing ? ", gaps" : "";
        return field.Kind == FieldKind.Levels ? $"'{field.Name}': {field.Levels.Length} levels, one for all others{gaps}." : $"'{field.Name}': {field.Cuts.Length + 1} bins{gaps}.";
    }
}
