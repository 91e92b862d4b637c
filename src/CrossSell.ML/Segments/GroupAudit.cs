namespace CrossSell.ML;

/// <summary>Whether a model treats groups alike, such as ages or genders, whether it uses that column or not.</summary>
/// <param name="Groups">The groups by name, in ordinal order.</param>
/// <param name="ContactedShare">The share of all customers that would be contacted.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GroupAudit(IReadOnlyList<GroupAuditRow> Groups, double ContactedShare)
{
    /// <summary>The smallest share of a group that is contacted over the greatest, 0 to 1; employment law in the USA asks below 0.8 for a reason (Uniform Guidelines 1978). Null when nobody is contacted.</summary>
    public double? SelectionRatio => Groups.Max(group => group.SelectedShare) is > 0 and var most ? Groups.Min(group => group.SelectedShare) / most : null;

    /// <summary>Audits probabilities by group.</summary>
    /// <param name="probabilities">One a customer.</param>
    /// <param name="labels">For each customer whether they bought.</param>
    /// <param name="groups">For each customer the name of their group (<see cref="CustomerSegments.By"/>, or any other).</param>
    /// <param name="contactedShare">The share of customers that would be contacted, those with the highest probabilities, above 0, up to 1.</param>
    /// <param name="weights">For each customer how often they count; empty for once each.</param>
    /// <exception cref="ArgumentException">There are no customers, lengths differ, or a number is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public static GroupAudit Of(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, IReadOnlyList<string> groups, double contactedShare = 0.1, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(contactedShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contactedShare, 1);
        _ = PropensityReport.Of(probabilities, labels, weights);
        double[] p = probabilities.ToArray();
        bool[] y = labels.ToArray();
        double[] w = weights.Length == 0 ? [.. Enumerable.Repeat(1.0, p.Length)] : weights.ToArray();
        double[] selected = Selected(p, w, contactedShare);
        var rows = new List<GroupAuditRow>();
        foreach ((string name, List<(int Row, double Probability)> members) in Segments.GroupRows.Of(probabilities, groups))
        {
            int[] places = [.. members.Select(member => member.Row)];
            var report = PropensityReport.Of(Array.ConvertAll(places, i => p[i]), Array.ConvertAll(places, i => y[i]), Array.ConvertAll(places, i => w[i]));
            double all = places.Sum(i => w[i]);
            rows.Add(new GroupAuditRow(name, all, report.MeanProbability, report.BaseRate, report.Auc, places.Sum(i => w[i] * selected[i]) / all));
        }

        return new GroupAudit(rows, contactedShare);
    }

    /// <summary>For each customer the part of them that is contacted: 1, 0, or for those who tie at the border the same part each.</summary>
    private static double[] Selected(double[] probabilities, double[] weights, double share)
    {
        double left = share * weights.Sum();
        double[] selected = new double[probabilities.Length];
        foreach (IGrouping<double, int> step in Enumerable.Range(0, probabilities.Length).GroupBy(i => probabilities[i]).OrderByDescending(step => step.Key))
        {
            double all = step.Sum(i => weights[i]);
            double part = Math.Clamp(left / all, 0, 1);
            foreach (int i in step)
            {
                selected[i] = part;
            }

            left -= all;
        }

        return selected;
    }
}
