using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Puts what was found into a card that people read.</summary>
internal static class CardMaker
{
    // A band ends where it holds so many of the buyers or of the customers, and some customers at least.
    private const double BuyersOfBand = 0.125;
    private const double CustomersOfBand = 0.25;
    private const double LeastOfBand = 0.01;

    public static LeadScoreCard Make(CriterionClasses[] criteria, PointsScale scale, PlattLine line, LabeledCustomers customers, LeadScoreQuality quality)
    {
        LeadCriterion[] lines = [.. criteria.Select((c, j) => Criterion(c, scale.Points[j], customers))];
        int[] order = [.. Enumerable.Range(0, criteria.Length).OrderByDescending(j => lines[j].MostPoints).ThenBy(j => lines[j].Column, StringComparer.Ordinal)];
        (criteria, lines) = ([.. order.Select(j => criteria[j] with { RowClasses = [] })], [.. order.Select(j => lines[j])]);
        int[][] points = [.. order.Select(j => scale.Points[j])];
        int most = lines.Sum(l => l.MostPoints);
        double[] probabilities = [.. Enumerable.Range(0, most + 1).Select(p => LogisticFunction.Clip(LogisticFunction.Of(line.Apply(scale.Logit(p)))))];
        return new LeadScoreCard(criteria, points, lines, probabilities, Bands(CardPoints.Of(criteria, points, customers.Table), probabilities, customers), quality, customers.BaseRate!.Value);
    }

    private static LeadCriterion Criterion(CriterionClasses found, int[] points, LabeledCustomers customers)
    {
        Field field = found.Field;
        customers.Table.TryGetColumn(field.Name, out CustomerColumn? column);
        double[] counts = new double[found.Count];
        double[] buyers = new double[found.Count];
        for (int row = 0; row < found.RowClasses.Length; row++)
        {
            double weight = customers.Weights.Length == 0 ? 1 : customers.Weights[row];
            counts[found.RowClasses[row]] += weight;
            buyers[found.RowClasses[row]] += customers.Labels[row] ? weight : 0;
        }

        bool isWhole = field.Kind == FieldKind.Number && column!.Kind != CustomerColumnKind.Date && column.Numbers.ToArray().All(v => double.IsNaN(v) || v == Math.Floor(v));
        LeadClass[] classes = [.. Enumerable.Range(0, found.Count).Select(Class)];
        if (field.Kind == FieldKind.Levels)
        {
            classes = [.. classes.OrderBy(c => c.IsUnknownOnly).ThenBy(c => c.Points)];
        }

        return new LeadCriterion(field.Name, field.Source, isWhole, column!.Kind == CustomerColumnKind.Ordinal ? column.Levels : [], classes);

        LeadClass Class(int k)
        {
            bool unknown = found.ClassOf[field.MissingCode] == k;
            int[] codes = [.. Enumerable.Range(0, field.MissingCode).Where(code => found.ClassOf[code] == k)];
            double rate = counts[k] > 0 ? buyers[k] / counts[k] : double.NaN;
            return field.Kind == FieldKind.Levels
                ? new LeadClass(points[k], null, null, [.. codes.Where(c => c < field.Levels.Length).Select(c => field.Levels[c])], found.ClassOf[field.OtherCode] == k, unknown, codes.Length == 0, counts[k], rate)
                : new LeadClass(
                    points[k],
                    codes.Length == 0 || codes[0] == 0 ? null : field.Cuts[codes[0] - 1],
                    codes.Length == 0 || codes[^1] == field.Cuts.Length ? null : field.Cuts[codes[^1]],
                    [], IncludesOthers: false, unknown, codes.Length == 0, counts[k], rate);
        }
    }

    private static List<LeadScoreBand> Bands(int[] sums, double[] probabilities, LabeledCustomers customers)
    {
        double[] counts = new double[probabilities.Length];
        double[] buyers = new double[probabilities.Length];
        for (int row = 0; row < sums.Length; row++)
        {
            double weight = customers.Weights.Length == 0 ? 1 : customers.Weights[row];
            counts[sums[row]] += weight;
            buyers[sums[row]] += customers.Labels[row] ? weight : 0;
        }

        (double all, double bought) = (counts.Sum(), buyers.Sum());
        double mean = counts.Select((n, p) => n * probabilities[p]).Sum() / all;
        var bands = new List<LeadScoreBand>();
        int to = probabilities.Length - 1;
        (double n, double y, double expected, double left) = (0, 0, 0, all);
        for (int p = to; p >= 0; p--)
        {
            (n, y, expected, left) = (n + counts[p], y + buyers[p], expected + (counts[p] * probabilities[p]), left - counts[p]);
            bool isFull = (y >= BuyersOfBand * bought || n >= CustomersOfBand * all) && n >= LeastOfBand * all && left >= LeastOfBand * all;
            if (isFull || p == 0)
            {
                double probability = n > 0 ? expected / n : probabilities[p];
                bands.Add(new LeadScoreBand(p, to, n, probability, n > 0 ? y / n : double.NaN, probability / mean));
                (to, n, y, expected) = (p - 1, 0, 0, 0);
            }
        }

        return bands;
    }
}
