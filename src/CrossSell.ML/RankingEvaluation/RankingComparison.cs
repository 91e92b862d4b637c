using CrossSell.ML.RankingEvaluation;

namespace CrossSell.ML;

/// <summary>Two rankings of the same customers, compared customer by customer.</summary>
/// <param name="Model">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Measure">By which measure.</param>
/// <param name="Difference">The mean of the one less that of the other, and the range in which it lies when the customers are drawn again.</param>
/// <param name="PValue">The chance of a difference at least as great, to either side, if for each customer it were chance which of the two did better (sign-flip permutation test); above 0, up to 1.</param>
public sealed record RankingComparison(string Model, string Other, RankingMeasure Measure, Interval Difference, double PValue)
{
    /// <summary>Compares two reports on the same targets. O(customers x draws).</summary>
    /// <param name="report">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="measure">By which measure; customers for whom it is undefined are left out.</param>
    /// <param name="options">Draws, level and seed; null for the defaults.</param>
    /// <returns>Null when the measure is undefined for every customer.</returns>
    /// <exception cref="ArgumentException">The reports have other numbers of customers, targets or places, or an option is out of range.</exception>
    public static RankingComparison? Of(RankingReport report, RankingReport other, RankingMeasure measure = RankingMeasure.Ndcg, RankingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(other);
        options = RankingOptions.Checked(options);
        if ((report.Customers, report.Targets, report.Top) != (other.Customers, other.Targets, other.Top))
        {
            throw new ArgumentException(
                $"'{report.Model}' was judged on {report.Customers} customers with {report.Targets} targets at {report.Top}, '{other.Model}' on {other.Customers} with {other.Targets} at {other.Top}; only the same can be compared.",
                nameof(other));
        }

        double[] differences = report.PerCustomer(measure).ToArray();
        ReadOnlySpan<double> others = other.PerCustomer(measure);
        for (int c = 0; c < differences.Length; c++)
        {
            differences[c] -= others[c];
        }

        differences = [.. differences.Where(difference => !double.IsNaN(difference))];
        return RankingDraws.Interval(differences, options) is { } interval
            ? new RankingComparison(report.Model, other.Model, measure, interval, RankingDraws.SignFlip(differences, options))
            : null;
    }
}
