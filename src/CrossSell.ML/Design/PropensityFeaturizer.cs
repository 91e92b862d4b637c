using System.Globalization;
using CrossSell.ML.Calibration;
using CrossSell.ML.Design;
using CrossSell.ML.Drift;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Logistic;

namespace CrossSell.ML;

/// <summary>
/// The way to linear learners of other libraries and back: takes customers apart into the features of <see cref="LogisticPropensityTrainer"/>, and compiles the weights that such
/// a learner finds into a <see cref="LogisticPropensityModel"/>, which scores by look-ups, explains, and stands in a file like any other.
/// </summary>
/// <remarks>
/// Of each number a line over the standardised value, and with bins one feature for each bin but the first; of each category a feature for each level that 5 customers have and
/// one for all others; a feature for gaps where there are some. Holds no customer. Immutable and thread-safe.
/// </remarks>
public sealed class PropensityFeaturizer
{
    private readonly Field[] _fields;
    private readonly TermLayout _layout;
    private readonly string[] _protected;

    private PropensityFeaturizer(Field[] fields, TermLayout layout, bool useBins, string[] guarded)
    {
        _fields = fields;
        _layout = layout;
        _protected = guarded;
        UsesBins = useBins;
        FeatureNames = [.. layout.Parameters().Select(place => NameOf(fields[place.Field], place.Code))];
    }

    /// <summary>The columns that are read, in ordinal order of their names.</summary>
    public IReadOnlyList<string> Columns => [.. _fields.Select(f => f.Name)];

    /// <summary>What each feature says, such as <c>age</c>, <c>age in [30, 40)</c>, <c>region = north</c>, <c>income unknown</c>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Whether numbers have bins beside their line.</summary>
    public bool UsesBins { get; }

    /// <summary>Finds how the columns of a table are taken apart. Looks at the columns alone, never at who bought.</summary>
    /// <param name="table">The customers to learn from.</param>
    /// <param name="useProtected">Whether protected columns take part.</param>
    /// <param name="useBins">Whether numbers get bins beside their line.</param>
    /// <exception cref="PropensityTrainingException">There is no column to learn from, or one of dates cannot be counted from.</exception>
    public static PropensityFeaturizer Fit(CustomerTable table, bool useProtected = false, bool useBins = true)
    {
        ArgumentNullException.ThrowIfNull(table);
        Field[] fields = FieldFitter.Fit(table, useProtected);
        string[] guarded = [.. table.Columns.Where(column => column.IsProtected && useProtected).Select(column => column.Name).Order(StringComparer.Ordinal)];
        return new PropensityFeaturizer(fields, new TermLayout(fields, useBins, [], []), useBins, guarded);
    }

    /// <summary>The features of customers.</summary>
    /// <param name="table">The customers, with every column of <see cref="Columns"/>.</param>
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit; the message names all such columns.</exception>
    public FeatureRows Encode(CustomerTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new FeatureRows(_layout.Build(FieldEncoder.Encode(_fields, table), table.Count));
    }

    /// <summary>The model of what a linear learner found. Its probabilities are those of the learner, but for the rounding of its own sums.</summary>
    /// <param name="customers">The customers that were learned from: explanations and drift are measured against them. The model keeps counts of them alone.</param>
    /// <param name="solution">What was found.</param>
    /// <exception cref="ArgumentException">A length is not that of the features or the customers, or a number is out of range.</exception>
    /// <exception cref="PropensityTrainingException">All customers bought, or none did.</exception>
    public LogisticPropensityModel Compile(LabeledCustomers customers, LinearSolution solution)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(solution);
        TrainingChecks.RequireBothClasses(customers.Labels);
        Check(customers, solution);
        EncodedField[] encoded = FieldEncoder.Encode(_fields, customers.Table);
        DesignMatrix design = _layout.Build(encoded, customers.Count);

        // A calibration that is to be fitted anew stands on the learner's calibrated logits, which are as linear as the others.
        bool keeps = solution.Recalibration is null;
        double slope = keeps ? 1 : solution.CalibrationSlope;
        double[] parameters = [.. solution.Weights.Select(weight => slope * weight), (slope * solution.Bias) + (keeps ? 0 : solution.CalibrationOffset)];
        double[] labels = [.. customers.Labels.ToArray().Select(bought => bought ? 1.0 : 0.0)];
        double[]? weights = customers.Weights.Length == 0 ? null : customers.Weights.ToArray();
        double[] heldOut = [.. solution.HeldOutLogits];
        LinearTerms terms = _layout.Terms(design, parameters, encoded, weights);
        LogitCalibration calibration = solution.Recalibration is { } way
            ? LogitCalibration.Fit(way, heldOut, labels, weights).Centred(Enumerable.Range(0, labels.Length).Select(row => terms.Logit(encoded, row)), labels, weights)
            : new LogitCalibration(new BetaCurve(solution.CalibrationSlope, solution.CalibrationSlope, solution.CalibrationOffset), [], [], 0, PropensityCalibration.Platt);
        return new LogisticPropensityModel(new ModelParts(
            terms,
            calibration,
            customers.BaseRate!.Value,
            BaseRateShift: 0,
            Validation.MeanLoss(heldOut, labels, weights),
            new Strengths(solution.Strength, UsesBins ? solution.Strength : null, Crosses: null),
            _protected,
            TrainingProfile.Of(terms, calibration, encoded, labels.Length, weights)));
    }

    private void Check(LabeledCustomers customers, LinearSolution solution)
    {
        if (solution.Weights.Count != FeatureNames.Count || solution.HeldOutLogits.Count != customers.Count)
        {
            throw new ArgumentException($"There are {solution.Weights.Count} weights and {solution.HeldOutLogits.Count} held-out logits for {FeatureNames.Count} features and {customers.Count} customers; each needs one.", nameof(solution));
        }

        for (int feature = 0; feature < solution.Weights.Count; feature++)
        {
            Require(float.IsFinite(solution.Weights[feature]), $"The weight of '{FeatureNames[feature]}' is {solution.Weights[feature]}; every weight must be finite.");
        }

        Require(double.IsFinite(solution.Bias), $"The bias is {solution.Bias}; it must be finite.");
        Require(double.IsFinite(solution.CalibrationSlope) && solution.CalibrationSlope > 0, $"The slope of the calibration is {solution.CalibrationSlope}; it must be finite and above 0, or the order of customers would turn round.");
        Require(double.IsFinite(solution.CalibrationOffset), $"The offset of the calibration is {solution.CalibrationOffset}; it must be finite.");
        Require(double.IsFinite(solution.Strength) && solution.Strength >= 0, $"The strength is {solution.Strength}; it must be finite, 0 or above.");
        Require(solution.Recalibration is not { } way || Enum.IsDefined(way), $"The recalibration is {solution.Recalibration}; it must be one of {string.Join(", ", Enum.GetNames<PropensityCalibration>())}.");
        Require(!solution.HeldOutLogits.Any(double.IsInfinity) && solution.HeldOutLogits.Any(double.IsFinite), $"No held-out logit is finite, or one is infinite; rows that were not held out have NaN, and some must have been.");

        void Require(bool isRight, FormattableString fault)
        {
            if (!isRight)
            {
                throw new ArgumentException(FormattableString.Invariant(fault), nameof(solution));
            }
        }
    }

    private static string NameOf(Field field, int? code)
    {
        if (code is not int known)
        {
            return field.Name;
        }

        if (known == field.MissingCode)
        {
            return $"{field.Name} unknown";
        }

        if (field.Kind == FieldKind.Levels)
        {
            return known == field.OtherCode ? $"{field.Name} any other" : $"{field.Name} = {field.Levels[known]}";
        }

        string from = field.Cuts[known - 1].ToString("R", CultureInfo.InvariantCulture);
        return known == field.Cuts.Length ? $"{field.Name} from {from} on" : $"{field.Name} in [{from}, {field.Cuts[known].ToString("R", CultureInfo.InvariantCulture)})";
    }
}
