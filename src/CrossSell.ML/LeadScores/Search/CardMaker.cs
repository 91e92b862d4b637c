using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Puts what was found into a card that people read.</summary>
internal static class CardMaker
{
    public static LeadScoreCard Make(CriterionClasses[] criteria, CardFit fit, PointsScale scale, PlattLine line, LabeledCustomers customers, LeadScoreQuality quality)
    {
        var lines = new List<(LeadCriterion Criterion, int Term)>();
        var grids = new List<(LeadGrid Grid, int Term)>();
        for (int t = 0; t < fit.Terms.Length; t++)
        {
            if (fit.Terms[t].IsGrid)
            {
                grids.Add((Grid(criteria, fit.Terms[t], scale.Points[t], customers), t));
            }
            else
            {
                CriterionClasses found = criteria[fit.Terms[t].First];
                lines.Add((CriterionMaker.Make(found, scale.Points[t], customers, inOrderOfPoints: true).Criterion, t));
            }
        }

        lines = [.. lines.OrderByDescending(l => l.Criterion.MostPoints).ThenBy(l => l.Criterion.Column, StringComparer.Ordinal)];
        grids = [.. grids.OrderByDescending(g => g.Grid.MostPoints).ThenBy(g => g.Grid.Rows.Column, StringComparer.Ordinal)];
        int[] order = [.. lines.Select(l => l.Term), .. grids.Select(g => g.Term)];
        CardTerm[] terms = [.. order.Select(t => fit.Terms[t])];
        int[][] points = [.. order.Select(t => scale.Points[t])];
        int most = points.Sum(p => p.Max());
        double[] probabilities = [.. Enumerable.Range(0, most + 1).Select(p => LogisticFunction.Clip(LogisticFunction.Of(line.Apply(scale.Logit(p)))))];
        CriterionClasses[] kept = [.. criteria.Select(c => c with { RowClasses = [] })];
        return new LeadScoreCard(
            kept, terms, points, [.. lines.Select(l => l.Criterion)], [.. grids.Select(g => g.Grid)], probabilities,
            BandMaker.Make(CardPoints.Of(criteria, terms, points, customers.Table), probabilities, customers), quality, customers.BaseRate!.Value);
    }

    private static LeadGrid Grid(CriterionClasses[] criteria, CardTerm term, int[] points, LabeledCustomers customers)
    {
        (LeadCriterion rows, int[] rowOrder) = CriterionMaker.Make(criteria[term.First], null, customers, inOrderOfPoints: false);
        (LeadCriterion columns, int[] columnOrder) = CriterionMaker.Make(criteria[term.Second], null, customers, inOrderOfPoints: false);
        (double[] counts, double[] buyers) = CriterionMaker.Count(term.Rows(criteria), points.Length, customers);
        LeadCell Cell(int k) => new(points[k], counts[k], counts[k] > 0 ? buyers[k] / counts[k] : double.NaN);
        return new LeadGrid(rows, columns, [.. rowOrder.Select(r => (IReadOnlyList<LeadCell>)[.. columnOrder.Select(c => Cell((r * columnOrder.Length) + c))])]);
    }
}
