namespace CrossSell.ML.LeadScores;

/// <summary>The effects of a card as whole points.</summary>
/// <param name="Points">For each term of the fit and class or cell its points.</param>
/// <param name="Intercept">The logit of 0 points.</param>
/// <param name="LogitOfPoint">What a point adds to the logit.</param>
internal sealed record PointsScale(int[][] Points, double Intercept, double LogitOfPoint)
{
    // What a card of so few points may lose of the area under the curve; a point less to add up is worth that.
    private const double AllowedLoss = 0.001;

    private static readonly int[] _totals = [10, 15, 20, 25, 30, 40, 50, 75, 100];

    /// <summary>The card of the fewest points that sorts the training customers about as well as the unrounded effects.</summary>
    public static PointsScale Of(CriterionClasses[] criteria, CardFit fit, CardTarget target)
    {
        int[][] rows = [.. fit.Terms.Select(term => term.Rows(criteria))];
        PointsScale scale = WithTotal(fit, _totals[0]);
        foreach (int total in _totals)
        {
            scale = WithTotal(fit, total);
            if (scale.Area(rows, target) >= fit.Area - AllowedLoss)
            {
                break;
            }
        }

        return scale;
    }

    public double Logit(int points) => Intercept + (LogitOfPoint * points);

    private static PointsScale WithTotal(CardFit fit, int total)
    {
        double range = fit.Effects.Sum(e => e.Max() - e.Min());
        double logitOfPoint = range > 0 ? range / total : 1;
        int[][] points = [.. fit.Effects.Select(e => e.Select(effect => (int)Math.Round((effect - e.Min()) / logitOfPoint, MidpointRounding.AwayFromZero)).ToArray())];
        return new PointsScale(points, fit.Intercept + fit.Effects.Sum(e => e.Min()), logitOfPoint);
    }

    private double Area(int[][] rows, CardTarget target)
    {
        double[] buyers = new double[Points.Sum(p => p.Max()) + 1];
        double[] others = new double[buyers.Length];
        for (int row = 0; row < target.Count; row++)
        {
            int sum = 0;
            for (int t = 0; t < rows.Length; t++)
            {
                sum += Points[t][rows[t][row]];
            }

            buyers[sum] += target.Buyers[row];
            others[sum] += target.Others[row];
        }

        return SteppedArea.Of(buyers, others);
    }
}
