using CrossSell.ML.Design;
using CrossSell.ML.Logistic;

namespace CrossSell.ML.LeadScores;

/// <summary>A logistic regression on the classes of a few criteria and on the cells of grids. Customers of the same classes are one row, so it does not grow with their number.</summary>
/// <param name="Terms">What gives points: grids, then single criteria.</param>
/// <param name="Effects">For each term and class or cell what it adds to the logit; in a cell what its row, its column and itself add.</param>
/// <param name="Intercept">The rest.</param>
/// <param name="Area">The area under its curve that the target expects.</param>
internal sealed record CardFit(CardTerm[] Terms, double[][] Effects, double Intercept, double Area)
{
    private const double Ridge = 1;

    // A cell is drawn towards what its row and its column say, by as much as some forty customers tell.
    private const double RidgeOfCell = 8;
    private const double Tolerance = 1e-4;
    private const int MostSteps = 100;

    public static CardFit Of(IReadOnlyList<CriterionClasses> criteria, CardTarget target, CancellationToken cancellationToken, params CardTerm[] grids)
    {
        CardRows rows = CardRows.Of(criteria, target);
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
        double[] Part(int group) => result.Parameters.AsSpan(design.Offset(group), counts[group]).ToArray();
        CardTerm[] terms = CardTerm.Of(criteria.Count, grids);
        double[][] effects = [.. terms.Select((term, t) => term.IsGrid ? Cells(Once(t, term.First), Once(t, term.Second), Part(criteria.Count + t)) : Part(term.First))];

        // What a criterion adds by itself goes into the first grid that it stands in.
        double[] Once(int term, int criterion) => terms.Take(term).Any(t => t.First == criterion || t.Second == criterion) ? new double[criteria[criterion].Count] : Part(criterion);
        double area = SteppedArea.OfScores(logits, [.. rows.Labels.Select((share, i) => share * rows.Weights[i])], [.. rows.Labels.Select((share, i) => (1 - share) * rows.Weights[i])]);
        return new CardFit(terms, effects, result.Parameters[design.Intercept], area);
    }

    /// <summary>The logits of the training rows.</summary>
    public double[] Logits(IReadOnlyList<CriterionClasses> criteria)
    {
        double[] logits = new double[criteria[0].RowClasses.Length];
        Array.Fill(logits, Intercept);
        for (int t = 0; t < Terms.Length; t++)
        {
            int[] rows = Terms[t].Rows(criteria);
            for (int row = 0; row < rows.Length; row++)
            {
                logits[row] += Effects[t][rows[row]];
            }
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
}
