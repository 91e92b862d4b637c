using System.Globalization;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>Calibrated purchase probabilities by a logistic model, with explanations that add up. <see cref="LogisticPropensityTrainer"/> learns one.</summary>
/// <remarks>Immutable and thread-safe. Scoring takes one look-up a column and cross.</remarks>
public sealed partial class LogisticPropensityModel : IExplainablePropensityModel
{
    private readonly ModelParts _parts;
    private readonly LinearTerms _terms;
    private readonly Field[] _fields;
    private readonly LogitCalibration _calibration;
    private readonly Strengths _strengths;

    internal LogisticPropensityModel(ModelParts parts)
    {
        _parts = parts;
        _terms = parts.Terms;
        _calibration = parts.Calibration;
        _strengths = parts.Strengths;
        _fields = [.. _terms.Fields.Select(effect => effect.Field)];
        BaseRate = parts.BaseRateShift == 0 ? parts.TrainingBaseRate : LogisticFunction.Of(LogisticFunction.Logit(parts.TrainingBaseRate) + parts.BaseRateShift);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => [.. _fields.Select(f => f.Name)];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, CustomerColumnKind> ColumnKinds => _fields.ToDictionary(f => f.Name, f => f.Source, StringComparer.Ordinal);

    /// <summary>The pairs of columns that say more together than each alone, the strongest first.</summary>
    public IReadOnlyList<(string First, string Second)> Crosses => [.. _terms.Crosses.Select(cross => (_fields[cross.A].Name, _fields[cross.B].Name))];

    /// <summary>The weighted share of buyers in the population that the probabilities are for, strictly between 0 and 1: that of the training, unless <see cref="WithBaseRate"/> says otherwise.</summary>
    public double BaseRate { get; }

    /// <summary>The weighted share of buyers among the customers of the training, strictly between 0 and 1.</summary>
    public double TrainingBaseRate => _parts.TrainingBaseRate;

    /// <summary>How the probabilities are calibrated.</summary>
    public PropensityCalibration Calibration => _calibration.Way;

    /// <inheritdoc/>
    public IReadOnlyList<string> ProtectedColumns => _parts.Protected;

    /// <summary>How far each column and cross moved the training customers, the farthest first; ties in the order of the model.</summary>
    public IReadOnlyList<FeatureImportance> Importance =>
    [
        .. _fields.Select((column, f) => new FeatureImportance([column.Name], _parts.Profile.FieldImportance[f], IsProtected(column.Name)))
            .Concat(Crosses.Select((cross, c) => new FeatureImportance([cross.First, cross.Second], _parts.Profile.CrossImportance[c], IsProtected(cross.First) || IsProtected(cross.Second))))
            .OrderByDescending(importance => importance.MeanAbsoluteContribution),
    ];

    /// <inheritdoc/>
    public double ValidationLogLoss => _parts.ValidationLoss;

    /// <summary>What the training chose, one sentence each: how each column is taken apart, which crosses are kept, how strongly the parts are held, the calibration.</summary>
    public IReadOnlyList<string> Choices =>
    [
        .. _terms.Fields.Select(Describe),
        .. Crosses.Select(cross => $"'{cross.First}' and '{cross.Second}' together: an effect for each cell."),
        string.Create(CultureInfo.InvariantCulture, $"Prior precision {_strengths.Main} for lines and levels, {Text(_strengths.Steps)} for steps between bins, {Text(_strengths.Crosses)} for cells."),
        string.Create(CultureInfo.InvariantCulture, $"Calibrated logit = {_calibration.Beta.C + _calibration.Shift:R} + {_calibration.Beta.A:R} · ln p - {_calibration.Beta.B:R} · ln(1 - p), corrected at {_calibration.Places.Length} points: {_calibration.Name}."),
        .. _parts.BaseRateShift == 0 ? (string[])[] : [$"{BaseRateStep}: {_parts.BaseRateShift.ToString("R", CultureInfo.InvariantCulture)} added to the calibrated logit."],
    ];

    /// <inheritdoc/>
    public void Predict(CustomerTable customers, Span<double> probabilities)
    {
        RequireRoom(customers, probabilities.Length);
        Span<double> logits = probabilities[..customers.Count];
        _terms.Logits(customers, logits);
        for (int row = 0; row < logits.Length; row++)
        {
            probabilities[row] = Probability(_calibration.Apply(logits[row]) + _parts.BaseRateShift);
        }
    }

    /// <summary>Each customer's logit before calibration.</summary>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    /// <param name="customers">The customers, with every column of <see cref="Columns"/>.</param>
    public double[] Logits(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        double[] logits = new double[customers.Count];
        _terms.Logits(customers, logits);
        return logits;
    }

    /// <inheritdoc/>
    public PropensityExplanation Explain(CustomerTable customers, int row)
    {
        ArgumentNullException.ThrowIfNull(customers);
        CustomerTable one = customers.Select([row]);
        EncodedField[] encoded = Encode(one);
        var contributions = new List<FeatureContribution>();
        double logit = _terms.Intercept;
        for (int f = 0; f < _fields.Length; f++)
        {
            double contribution = _terms.Fields[f].Of(encoded[f], 0);
            logit += contribution;
            contributions.Add(Contribution(one, contribution, f));
        }

        foreach (CrossEffect cross in _terms.Crosses)
        {
            double contribution = cross.Of(encoded[cross.A], encoded[cross.B], 0);
            logit += contribution;
            contributions.Add(Contribution(one, contribution, cross.A, cross.B));
        }

        double calibrated = _calibration.Apply(logit);
        var steps = new List<ExplanationStep> { new("sum of the contributions", logit), new($"calibration: {_calibration.Name}", calibrated) };
        if (_parts.BaseRateShift != 0)
        {
            steps.Add(new ExplanationStep(BaseRateStep, calibrated + _parts.BaseRateShift));
        }

        return new PropensityExplanation(_terms.Intercept, contributions, logit, calibrated, Probability(calibrated + _parts.BaseRateShift)) { Steps = steps };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> UnknownLevels(CustomerTable customers)
    {
        EncodedField[] encoded = Encode(customers);
        return _fields.Zip(encoded).Where(pair => pair.Second.UnknownLevels > 0).ToDictionary(pair => pair.First.Name, pair => pair.Second.UnknownLevels, StringComparer.Ordinal);
    }

    private EncodedField[] Encode(CustomerTable customers) => FieldEncoder.Encode(_fields, customers);

    private static void RequireRoom(CustomerTable customers, int room)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (room < customers.Count)
        {
            throw new ArgumentException($"There is room for {room} probabilities, and {customers.Count} customers; each needs a place.");
        }
    }

    private FeatureContribution Contribution(CustomerTable one, double contribution, params int[] fields)
    {
        CustomerColumn[] columns = [.. fields.Select(f => one.TryGetColumn(_fields[f].Name, out CustomerColumn? column) ? column : throw new InvalidOperationException())];
        return new FeatureContribution([.. columns.Select(c => c.Name)], [.. columns.Select(c => c.Text(0))], contribution, Array.Exists(columns, c => c.IsProtected || IsProtected(c.Name)));
    }

    private string BaseRateStep => string.Create(CultureInfo.InvariantCulture, $"base rate {BaseRate:0.######} in place of {TrainingBaseRate:0.######}");

    private bool IsProtected(string column) => Array.BinarySearch(_parts.Protected, column, StringComparer.Ordinal) >= 0;

    private static double Probability(double logit) => LogisticFunction.Clip(LogisticFunction.Of(logit));

    private static string Text(double? strength) => strength is double known ? known.ToString(CultureInfo.InvariantCulture) : "none";

    private string Describe(FieldEffect effect)
    {
        Field field = effect.Field;
        string gaps = field.HasMissing ? ", a member for gaps" : "";
        return field.Kind == FieldKind.Levels
            ? $"'{field.Name}': {field.Levels.Length} levels, one for all others{gaps}."
            : string.Create(CultureInfo.InvariantCulture, $"'{field.Name}': a line with mean {field.Mean:R} and deviation {field.Deviation:R}{(_strengths.Steps is null ? "" : $", {field.Cuts.Length + 1} bins")}{gaps}.");
    }
}
