using CrossSell.ML.Features;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Chooses criteria one after another, and after each looks whether exchanging an earlier one is better still (Efroymson 1960).</summary>
internal sealed class CardSearch
{
    // So many candidates are fitted in full; the others are known by their score test to be worse.
    private const int Tried = 6;
    private const int TriedInExchange = 2;
    private const int MostExchanges = 8;
    private const int TriedGrids = 4;

    // What stands on a sheet of paper and is still read in seconds.
    private const int MostCells = 100;

    // A cell is a class of a class.
    private const double LeastShareInGrid = 0.025;

    // An exchange must gain so much: of Akaike's criterion, of the area.
    private const double LeastGain = 1e-3;
    private const double LeastAreaGain = 1e-4;

    private readonly LabeledCustomers _customers;
    private readonly CriterionClasses[] _candidates;

    // For grids: classes that answer alike by themselves may differ by what the other question says.
    private readonly CriterionClasses[] _fine;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(int Most, CardGoal Goal), IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)>> _runs = [];

    public CardSearch(LabeledCustomers customers, LeadScoreOptions options, CancellationToken cancellationToken)
    {
        _customers = customers;
        _cancellation = cancellationToken;
        Field[] fields = [.. FieldFitter.Fit(customers.Table, options.UseProtected).Select(ReadableCuts.Of)];
        EncodedField[] encoded = FieldEncoder.Encode(fields, customers.Table);
        CriterionClasses[] Classes(LeadScoreOptions with, double chance) => [.. fields.Select((field, f) => CriterionClasses.Find(field, encoded[f], customers.Labels, customers.Weights, with, chance)).OfType<CriterionClasses>()];
        _candidates = Classes(options, ClassMerger.Chance);
        _fine = options.MostGrids == 0 ? _candidates : Classes(options with { LeastShare = Math.Max(options.LeastShare, LeastShareInGrid) }, 0);
    }

    /// <summary>The best found cards of 1, 2, ... criteria.</summary>
    /// <exception cref="PropensityTrainingException">No column tells anything.</exception>
    public IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)> Run(int most, CardGoal goal)
    {
        if (_runs.TryGetValue((most, goal), out IReadOnlyList<(CriterionClasses[], CardFit)>? known))
        {
            return known;
        }

        if (_candidates.Length == 0)
        {
            throw new PropensityTrainingException("No column tells buyers from others: every one has customers of one class only, so there is no criterion to ask for. More customers or other columns would help.");
        }

        var cards = new List<(CriterionClasses[], CardFit)>();
        CriterionClasses[] chosen = [];
        CardFit? fit = null;
        while (chosen.Length < most && Best(chosen, fit, goal, Tried) is { } next)
        {
            (chosen, fit) = Exchange([.. chosen, next.Candidate], next.Fit, goal);
            cards.Add((chosen, fit));
        }

        return _runs[(most, goal)] = cards;
    }

    /// <summary>The best found cards of 1, 2, ... criteria with up to so many grids: for each number of criteria a list by the number of grids, which ends where no pair is left.</summary>
    /// <remarks>A grid comes from joining two criteria that are there, or from a new one together with one that is there: what tells little alone may tell much about another.</remarks>
    public IReadOnlyList<IReadOnlyList<FittedCard>> RunWithGrids(int most, int mostGrids, CardGoal goal)
    {
        var all = new List<List<FittedCard>>();
        foreach ((CriterionClasses[] criteria, CardFit fit) in Run(most, goal))
        {
            var cards = new List<FittedCard> { new(criteria, fit) };
            for (int g = 0; g < mostGrids && cards.Count == g + 1; g++)
            {
                IEnumerable<FittedCard> found = Joined(cards[g]);
                if (all.Count > 0 && all[^1].Count > g)
                {
                    found = found.Concat(Widened(all[^1][g]));
                }

                cards.AddRange(found.OrderBy(card => Cost(card.Fit, goal)).Take(1));
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
        return Fitted(card, _fine.Where(c => Array.TrueForAll(card.Criteria, o => o.Field != c.Field)).SelectMany(c => Enumerable.Range(0, n).Select(a => (Fine([.. card.Criteria, c], a, n), a, n))));
    }

    private CriterionClasses[] Fine(CriterionClasses[] criteria, int a, int b) =>
        [.. criteria.Select((c, j) => j == a || j == b ? Array.Find(_fine, fine => fine.Field == c.Field)! : c)];

    private IEnumerable<FittedCard> Fitted(FittedCard card, IEnumerable<(CriterionClasses[] Criteria, int A, int B)> pairs)
    {
        (double[] residuals, double[] curvatures) = Derivatives(card.Criteria, card.Fit);
        return pairs.Where(p => p.Criteria[p.A].Count * p.Criteria[p.B].Count <= MostCells)

            // The criterion of more classes makes the rows: a grid is read like a page.
            .Select(p => (p.Criteria, Grid: p.Criteria[p.A].Count >= p.Criteria[p.B].Count ? new CardTerm(p.A, p.B) : new CardTerm(p.B, p.A)))
            .Where(p => !Array.Exists(card.Fit.Terms, t => t.IsGrid && Math.Min(t.First, t.Second) == Math.Min(p.Grid.First, p.Grid.Second) && Math.Max(t.First, t.Second) == Math.Max(p.Grid.First, p.Grid.Second)))
            .Select(p => (p.Criteria, p.Grid, Gain: Gain(p.Grid.Count(p.Criteria), p.Grid.Rows(p.Criteria), residuals, curvatures, costOfClass: 1)))
            .OrderByDescending(p => p.Gain).Take(TriedGrids)
            .Select(p => new FittedCard(p.Criteria, CardFit.Of(p.Criteria, _customers.Labels, _customers.Weights, _cancellation, [.. card.Fit.Terms.Where(t => t.IsGrid), p.Grid])));
    }

    private (CriterionClasses[] Chosen, CardFit Fit) Exchange(CriterionClasses[] chosen, CardFit fit, CardGoal goal)
    {
        for (int round = 0; round < MostExchanges && chosen.Length > 1; round++)
        {
            (CriterionClasses[] Chosen, CardFit Fit)? better = null;
            for (int j = 0; j < chosen.Length; j++)
            {
                CriterionClasses[] rest = [.. chosen.Where((_, i) => i != j)];
                if (Best(rest, Fit(rest), goal, TriedInExchange, leftOut: chosen[j]) is { } found
                    && Cost(found.Fit, goal) < Cost(better?.Fit ?? fit, goal) - (goal == CardGoal.Area ? LeastAreaGain : LeastGain))
                {
                    better = ([.. rest, found.Candidate], found.Fit);
                }
            }

            if (better is not { } exchanged)
            {
                break;
            }

            (chosen, fit) = exchanged;
        }

        return (chosen, fit);
    }

    /// <summary>The candidate that adds most to those chosen; null when none is left.</summary>
    private (CriterionClasses Candidate, CardFit Fit)? Best(CriterionClasses[] chosen, CardFit? fit, CardGoal goal, int tried, CriterionClasses? leftOut = null)
    {
        (double[] residuals, double[] curvatures) = Derivatives(chosen, fit);
        (CriterionClasses Candidate, CardFit Fit)? best = null;
        foreach (CriterionClasses candidate in _candidates.Where(c => c != leftOut && Array.TrueForAll(chosen, o => o.Field != c.Field))
            .Select(c => (Candidate: c, Gain: Gain(c.Count, c.RowClasses, residuals, curvatures))).OrderByDescending(c => c.Gain).ThenBy(c => c.Candidate.Field.Name, StringComparer.Ordinal).Take(tried).Select(c => c.Candidate))
        {
            CardFit with = Fit([.. chosen, candidate]);
            best = best is null || Cost(with, goal) < Cost(best.Value.Fit, goal) ? (candidate, with) : best;
        }

        return best;
    }

    private static double Cost(CardFit fit, CardGoal goal) => goal == CardGoal.Area ? -fit.Area : fit.Criterion;

    /// <summary>About by how much Akaike's criterion falls: Rao's score statistic of the classes less two for each.</summary>
    private static double Gain(int count, int[] classes, double[] residuals, double[] curvatures, double costOfClass = 2)
    {
        double[] sums = new double[count];
        double[] weights = new double[count];
        for (int row = 0; row < residuals.Length; row++)
        {
            sums[classes[row]] += residuals[row];
            weights[classes[row]] += curvatures[row];
        }

        double gain = -costOfClass * (count - 1);
        for (int k = 0; k < sums.Length; k++)
        {
            gain += sums[k] * sums[k] / (weights[k] + 1);
        }

        return gain;
    }

    private (double[] Residuals, double[] Curvatures) Derivatives(CriterionClasses[] chosen, CardFit? fit)
    {
        double[] residuals = new double[_customers.Count];
        double[] curvatures = new double[_customers.Count];
        double rate = _customers.BaseRate!.Value;
        double[]? logits = fit is null || chosen.Length == 0 ? null : fit.Logits(chosen);
        for (int row = 0; row < residuals.Length; row++)
        {
            double weight = _customers.Weights.Length == 0 ? 1 : _customers.Weights[row];
            double p = logits is null ? rate : LogisticFunction.Of(logits[row]);
            residuals[row] = weight * ((_customers.Labels[row] ? 1 : 0) - p);
            curvatures[row] = weight * p * (1 - p);
        }

        return (residuals, curvatures);
    }

    private CardFit Fit(CriterionClasses[] criteria) => CardFit.Of(criteria, _customers.Labels, _customers.Weights, _cancellation);
}
