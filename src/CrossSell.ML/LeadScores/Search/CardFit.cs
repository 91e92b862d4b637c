using CrossSell.ML.Design;
using CrossSell.ML.Evaluation;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>A logistic regression on the classes of a few criteria and on the cells of grids. Customers of the same classes are one row, so it does not grow with their number.</summary>
/// <param name="Terms">What gives points: grids, then single criteria.</param>
/// <param name="Effects">For each term and class or cell what it adds to the logit; in a cell what its row, its column and itself add.</param>
/// <param name="Intercept">The rest.</param>
/// <param name="Criterion">Twice the penalised loss, and two for each class beyond the first and for what cells tell beyond it (Akaike 1974): the smaller, the better.</param>
/// <param name="Area">The area under the curve on the customers that it was fitted on.</param>
internal sealed record CardFit(CardTerm[] Terms, double[][] Effects, double Intercept, double Criterion, double Area)
{
    private const double Ridge = 1;

    // A cell is drawn towards what its row and its column say, by as much as some twenty customers tell.
    private const double RidgeOfCell = 4;
    private const double Tolerance = 1e-6;
    private const int MostSteps = 100;

    public static CardFit Of(
        IReadOnlyList<CriterionClasses> criteria, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, CancellationToken cancellationToken, params CardTerm[] grids)
    {
        CardRows rows = CardRows.Of(criteria, labels, weights);
        int[][] classes = [.. criteria.Select(c => rows.Of(c.RowClasses)), .. grids.Select(g => rows.Of(g.Rows(criteria)))];
        int[] counts = [.. criteria.Select(c => c.Count), .. grids.Select(g => g.Count(criteria))];
        var design = new DesignMatrix(rows.Count, 0, DesignMatrix.NewValues(rows.Count, 0), classes, counts);
        var penalty = new Penalty(design.Parameters);
        for (int g = 0; g < counts.Length; g++)
        {
            for (int k = 0; k < counts[g]; k++)
            {
                penalty.AddRidge(design.Offset(g) + k, g < criteria.Count ? Ridge : RidgeOfCell);
            }
        }

        NewtonResult result = new NewtonSolver(design, rows.Labels, rows.Weights, offset: null, threads: 1).Solve(penalty, start: null, Tolerance, MostSteps, cancellationToken);
        double[] logits = new double[design.Rows];
        design.Logits(result.Parameters, offset: null, logits);
        double loss = penalty.Value(result.Parameters);
        for (int i = 0; i < logits.Length; i++)
        {
            loss += rows.Weights[i] * LogisticFunction.Softplus(rows.Labels[i] != 0 ? -logits[i] : logits[i]);
        }

        double free = criteria.Sum(c => c.Count - 1) + grids.Select((g, i) => FreeCells(classes[criteria.Count + i], counts[criteria.Count + i], logits, rows.Weights, g, criteria)).Sum();
        double[] Part(int group) => result.Parameters.AsSpan(design.Offset(group), counts[group]).ToArray();
        CardTerm[] terms = CardTerm.Of(criteria.Count, grids);
        double[][] effects = [.. terms.Select((term, t) => term.IsGrid ? Cells(Once(t, term.First), Once(t, term.Second), Part(criteria.Count + t)) : Part(term.First))];

        // What a criterion adds by itself goes into the first grid that it stands in.
        double[] Once(int term, int criterion) => terms.Take(term).Any(t => t.First == criterion || t.Second == criterion) ? new double[criteria[criterion].Count] : Part(criterion);
        var ranked = RankedCustomers.Of(logits, Array.ConvertAll(rows.Labels, label => label != 0), rows.Weights);
        return new CardFit(terms, effects, result.Parameters[design.Intercept], 2 * (loss + free), new RankingCurves(ranked, ranked.Weights).AreaUnderRoc() ?? 0.5);
    }

    /// <summary>For each training row the sum of what its terms have, such as effects or points.</summary>
    public double[] Sums(IReadOnlyList<CriterionClasses> criteria, Func<int, int, double> ofTermAndClass)
    {
        double[] sums = new double[criteria[0].RowClasses.Length];
        for (int t = 0; t < Terms.Length; t++)
        {
            int[] rows = Terms[t].Rows(criteria);
            for (int row = 0; row < rows.Length; row++)
            {
                sums[row] += ofTermAndClass(t, rows[row]);
            }
        }

        return sums;
    }

    /// <summary>The logits of the training rows.</summary>
    public double[] Logits(IReadOnlyList<CriterionClasses> criteria)
    {
        double[] logits = Sums(criteria, (t, k) => Effects[t][k]);
        for (int row = 0; row < logits.Length; row++)
        {
            logits[row] += Intercept;
        }

        return logits;
    }

    private static double[] Cells(double[] first, double[] second, double[] cells)
    {
        double[] sums = new double[cells.Length];
        for (int k = 0; k < sums.Length; k++)
        {
            sums[k] = first[k / second.Length] + second[k % second.Length] + cells[k];
        }

        return sums;
    }

    /// <summary>How many cells the data tell beyond rows and columns: each counts as far as its customers outweigh the ridge.</summary>
    private static double FreeCells(int[] cells, int count, double[] logits, double[] weights, CardTerm grid, IReadOnlyList<CriterionClasses> criteria)
    {
        double[] curvature = new double[count];
        for (int i = 0; i < cells.Length; i++)
        {
            double p = LogisticFunction.Of(logits[i]);
            curvature[cells[i]] += weights[i] * p * (1 - p);
        }

        return Math.Max(0, curvature.Sum(c => c / (c + RidgeOfCell)) - (criteria[grid.First].Count + criteria[grid.Second].Count - 1));
    }
}
