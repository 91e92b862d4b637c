using CrossSell.ML.Design;
using CrossSell.ML.Logistic;

namespace CrossSell.ML.LeadScores;

/// <summary>A logistic regression on the classes of a few criteria. Customers of the same classes are one row, so it does not grow with their number.</summary>
/// <param name="Effects">For each criterion and class what it adds to the logit.</param>
/// <param name="Intercept">The rest.</param>
/// <param name="Criterion">Twice the penalised loss, and two for each class beyond the first (Akaike 1974): the smaller, the better.</param>
/// <param name="Area">The area under the curve on the customers that it was fitted on.</param>
internal sealed record CardFit(double[][] Effects, double Intercept, double Criterion, double Area)
{
    private const double Ridge = 1;
    private const double Tolerance = 1e-6;
    private const int MostSteps = 100;

    public static CardFit Of(IReadOnlyList<CriterionClasses> criteria, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, CancellationToken cancellationToken)
    {
        // The key of a row: its classes as digits, and whether it bought.
        var places = new Dictionary<long, int>();
        var rows = new List<int>();
        var sums = new List<double>();
        for (int row = 0; row < labels.Length; row++)
        {
            long key = labels[row] ? 1 : 0;
            foreach (CriterionClasses criterion in criteria)
            {
                key = (key * criterion.Count) + criterion.RowClasses[row];
            }

            if (!places.TryGetValue(key, out int place))
            {
                places.Add(key, place = rows.Count);
                rows.Add(row);
                sums.Add(0);
            }

            sums[place] += weights.Length == 0 ? 1 : weights[row];
        }

        double[] y = new double[rows.Count];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = labels[rows[i]] ? 1 : 0;
        }

        var design = new DesignMatrix(
            rows.Count, 0, DesignMatrix.NewValues(rows.Count, 0), [.. criteria.Select(c => rows.Select(row => c.RowClasses[row]).ToArray())], [.. criteria.Select(c => c.Count)]);
        var penalty = new Penalty(design.Parameters);
        for (int j = 0; j < design.Intercept; j++)
        {
            penalty.AddRidge(j, Ridge);
        }

        NewtonResult result = new NewtonSolver(design, y, [.. sums], offset: null, threads: 1).Solve(penalty, start: null, Tolerance, MostSteps, cancellationToken);
        double[] logits = new double[design.Rows];
        design.Logits(result.Parameters, offset: null, logits);
        double loss = penalty.Value(result.Parameters);
        for (int i = 0; i < y.Length; i++)
        {
            loss += sums[i] * Numerics.LogisticFunction.Softplus(y[i] != 0 ? -logits[i] : logits[i]);
        }

        double[][] effects = [.. criteria.Select((c, g) => result.Parameters.AsSpan(design.Offset(g), c.Count).ToArray())];
        var ranked = Evaluation.RankedCustomers.Of(logits, Array.ConvertAll(y, label => label != 0), [.. sums]);
        double area = new Evaluation.RankingCurves(ranked, ranked.Weights).AreaUnderRoc() ?? 0.5;
        return new CardFit(effects, result.Parameters[design.Intercept], 2 * (loss + criteria.Sum(c => c.Count - 1)), area);
    }

    /// <summary>The logit of a training row.</summary>
    public double Logit(IReadOnlyList<CriterionClasses> criteria, int row)
    {
        double logit = Intercept;
        for (int j = 0; j < criteria.Count; j++)
        {
            logit += Effects[j][criteria[j].RowClasses[row]];
        }

        return logit;
    }
}
