using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Joins criteria of a card to grids: two that are there, or one that is there with a new one, for what tells little alone may tell much about another.</summary>
internal sealed class CardGrids(CriterionClasses[] candidates, Func<CriterionClasses, CriterionClasses?> finer, CardTarget target, CancellationToken cancellationToken)
{
    // So many pairs of either kind are fitted in full; the others are known by their score test to be worse.
    private const int Tried = 2;

    // What stands on a sheet of paper and is still read in seconds.
    private const int MostCells = 100;

    // A cell is a class of a class.
    private const double LeastShareInGrid = 0.025;

    // Classes that answer alike by themselves may differ by what the other question says.
    private readonly Dictionary<string, CriterionClasses> _fine = new(StringComparer.Ordinal);

    /// <summary>How the classes of a grid's criteria are found.</summary>
    public static LeadScoreOptions Options(LeadScoreOptions options) => options with { LeastShare = Math.Max(options.LeastShare, LeastShareInGrid) };

    /// <summary>For each card one with no grid, one with one grid, and so on.</summary>
    public IReadOnlyList<IReadOnlyList<FittedCard>> Run(IReadOnlyList<FittedCard> plain, int mostGrids)
    {
        var all = new List<List<FittedCard>>();
        foreach (FittedCard first in plain)
        {
            var cards = new List<FittedCard> { first };
            for (int g = 0; g < mostGrids && cards.Count == g + 1; g++)
            {
                IEnumerable<FittedCard> found = Joined(cards[g]);
                if (all.Count > 0 && all[^1].Count > g)
                {
                    found = found.Concat(Widened(all[^1][g]));
                }

                cards.AddRange(found.OrderByDescending(card => card.Fit.Area).Take(1));
            }

            all.Add(cards);
        }

        return all;
    }

    /// <summary>A card with one more grid of two of its criteria.</summary>
    private IEnumerable<FittedCard> Joined(FittedCard card)
    {
        int n = card.Criteria.Length;
        return Fitted(card, Enumerable.Range(0, n).SelectMany(a => Enumerable.Range(a + 1, n - a - 1).Select(b => (Fine(card.Criteria, a, b), a, b))));
    }

    /// <summary>A card with one more criterion, in a grid with one that is there.</summary>
    private IEnumerable<FittedCard> Widened(FittedCard card)
    {
        int n = card.Criteria.Length;
        return Fitted(card, candidates.Where(c => Array.TrueForAll(card.Criteria, o => o.Field != c.Field)).SelectMany(c => Enumerable.Range(0, n).Select(a => (Fine([.. card.Criteria, c], a, n), a, n))));
    }

    private CriterionClasses[] Fine(CriterionClasses[] criteria, int a, int b) => [.. criteria.Select((c, j) => j == a || j == b ? Fine(c) : c)];

    private CriterionClasses Fine(CriterionClasses criterion)
    {
        if (!_fine.TryGetValue(criterion.Field.Name, out CriterionClasses? fine))
        {
            _fine[criterion.Field.Name] = fine = finer(criterion) ?? criterion;
        }

        return fine;
    }

    private IEnumerable<FittedCard> Fitted(FittedCard card, IEnumerable<(CriterionClasses[] Criteria, int A, int B)> pairs)
    {
        (double[] residuals, double[] curvatures) = Derivatives(card);
        return pairs.Where(p => p.Criteria[p.A].Count * p.Criteria[p.B].Count <= MostCells)

            // The criterion of more classes makes the rows: a grid is read like a page.
            .Select(p => (p.Criteria, Grid: p.Criteria[p.A].Count >= p.Criteria[p.B].Count ? new CardTerm(p.A, p.B) : new CardTerm(p.B, p.A)))
            .Where(p => !Array.Exists(card.Fit.Terms, t => t.IsGrid && Math.Min(t.First, t.Second) == Math.Min(p.Grid.First, p.Grid.Second) && Math.Max(t.First, t.Second) == Math.Max(p.Grid.First, p.Grid.Second)))
            .Select(p => (p.Criteria, p.Grid, Gain: Gain(p.Grid.Count(p.Criteria), p.Grid.Rows(p.Criteria), residuals, curvatures)))
            .OrderByDescending(p => p.Gain).Take(Tried)
            .Select(p => new FittedCard(p.Criteria, CardFit.Of(p.Criteria, target, cancellationToken, [.. card.Fit.Terms.Where(t => t.IsGrid), p.Grid])));
    }

    /// <summary>About by how much twice the loss falls: Rao's score statistic of the cells, less one for each.</summary>
    private static double Gain(int count, int[] cells, double[] residuals, double[] curvatures)
    {
        double[] sums = new double[count];
        double[] weights = new double[count];
        for (int row = 0; row < residuals.Length; row++)
        {
            sums[cells[row]] += residuals[row];
            weights[cells[row]] += curvatures[row];
        }

        double gain = 1 - count;
        for (int k = 0; k < sums.Length; k++)
        {
            gain += sums[k] * sums[k] / (weights[k] + 1);
        }

        return gain;
    }

    private (double[] Residuals, double[] Curvatures) Derivatives(FittedCard card)
    {
        double[] residuals = card.Fit.Logits(card.Criteria);
        double[] curvatures = new double[target.Count];
        for (int row = 0; row < residuals.Length; row++)
        {
            double weight = target.Buyers[row] + target.Others[row];
            double p = LogisticFunction.Of(residuals[row]);
            residuals[row] = target.Buyers[row] - (weight * p);
            curvatures[row] = weight * p * (1 - p);
        }

        return (residuals, curvatures);
    }
}
