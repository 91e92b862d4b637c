using System.Globalization;
using CrossSell.ML.Drift;
using CrossSell.ML.Features;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <content>Other populations than that of the training.</content>
public sealed partial class LogisticPropensityModel
{
    /// <summary>The same model for a population with another share of buyers, as after training with a sample in which buyers are more common, or when business changes (King and Zeng 2001).</summary>
    /// <param name="baseRate">The share of buyers in the population, strictly between 0 and 1.</param>
    /// <remarks>
    /// Adds ln(t / (1 - t)) - ln(y / (1 - y)) to the calibrated logit, t the new share and y that of the training: exact as long as buyers, and others, are
    /// spread over the columns as they were. The order of customers stays. Replaces an earlier correction.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="baseRate"/> is outside that range.</exception>
    public LogisticPropensityModel WithBaseRate(double baseRate)
    {
        if (!(baseRate > 0 && baseRate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(baseRate), baseRate, string.Create(CultureInfo.InvariantCulture, $"The base rate is {baseRate}; it must lie strictly between 0 and 1."));
        }

        return new LogisticPropensityModel(_parts with { BaseRateShift = LogisticFunction.Logit(baseRate) - LogisticFunction.Logit(TrainingBaseRate) });
    }

    /// <summary>The same model for the population of which the training was a sample: of the buyers one share, of the others another.</summary>
    /// <param name="buyers">The share of all buyers that was trained with, above 0, up to 1.</param>
    /// <param name="others">The share of all other customers that was trained with, above 0, up to 1.</param>
    /// <remarks>Adds ln(others / buyers) to the calibrated logit, exactly. Replaces an earlier correction.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A share is outside its range.</exception>
    public LogisticPropensityModel WithSamplingRates(double buyers, double others)
    {
        RequireShare(buyers, nameof(buyers));
        RequireShare(others, nameof(others));
        return new LogisticPropensityModel(_parts with { BaseRateShift = Math.Log(others / buyers) });
    }

    /// <summary>How far customers have moved away from those of the training, column by column and in their score. O(rows · columns).</summary>
    /// <param name="customers">The customers, at least one, with every column of <see cref="Columns"/>.</param>
    /// <exception cref="ArgumentException">There are no customers, or a column is missing or of another kind.</exception>
    public DriftReport Drift(CustomerTable customers)
    {
        EncodedField[] encoded = Encode(customers);
        if (customers.Count == 0)
        {
            throw new ArgumentException("There are no customers; how far they have moved can only be said of some.", nameof(customers));
        }

        TrainingProfile then = _parts.Profile;
        double[][] now = TrainingProfile.ColumnCounts(_fields, encoded, customers.Count, weights: null);
        double[] scores = TrainingProfile.ScoreCounts(then.ScoreCuts, TrainingProfile.Scored(_terms, _calibration, encoded, customers.Count), weights: null);
        return new DriftReport(
            [.. _fields.Select((field, f) => ColumnDrift.Of(field.Name, then.Columns[f], then.Customers, now[f], customers.Count))],
            ColumnDrift.Of("score", then.Scores, then.Customers, scores, customers.Count));
    }

    private static void RequireShare(double share, string name)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(name, share, string.Create(CultureInfo.InvariantCulture, $"The share is {share}; it must be above 0, up to 1."));
        }
    }
}
