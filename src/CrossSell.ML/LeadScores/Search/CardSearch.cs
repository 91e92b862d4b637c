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

    // An exchange must gain so much: of Akaike's criterion, of the area.
    private const double LeastGain = 1e-3;
    private const double LeastAreaGain = 1e-4;

    private readonly LabeledCustomers _customers;
    private readonly CriterionClasses[] _candidates;
    private readonly CancellationToken _cancellation;

    public CardSearch(LabeledCustomers customers, LeadScoreOptions options, CancellationToken cancellationToken)
    {
        _customers = customers;
        _cancellation = cancellationToken;
        Field[] fields = FieldFitter.Fit(customers.Table, options.UseProtected);
        EncodedField[] encoded = FieldEncoder.Encode(fields, customers.Table);
        _candidates = [.. fields.Select((field, f) => CriterionClasses.Find(field, encoded[f], customers.Labels, customers.Weights, options)).OfType<CriterionClasses>()];
    }

    /// <summary>The best found cards of 1, 2, ... criteria.</summary>
    /// <exception cref="PropensityTrainingException">No column tells anything.</exception>
    public IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)> Run(int most, CardGoal goal)
    {
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

        return cards;
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
            .Select(c => (Candidate: c, Gain: Gain(c, residuals, curvatures))).OrderByDescending(c => c.Gain).ThenBy(c => c.Candidate.Field.Name, StringComparer.Ordinal).Take(tried).Select(c => c.Candidate))
        {
            CardFit with = Fit([.. chosen, candidate]);
            best = best is null || Cost(with, goal) < Cost(best.Value.Fit, goal) ? (candidate, with) : best;
        }

        return best;
    }

    private static double Cost(CardFit fit, CardGoal goal) => goal == CardGoal.Area ? -fit.Area : fit.Criterion;

    /// <summary>About by how much Akaike's criterion falls: Rao's score statistic of the classes less two for each.</summary>
    private static double Gain(CriterionClasses candidate, double[] residuals, double[] curvatures)
    {
        double[] sums = new double[candidate.Count];
        double[] weights = new double[candidate.Count];
        for (int row = 0; row < residuals.Length; row++)
        {
            sums[candidate.RowClasses[row]] += residuals[row];
            weights[candidate.RowClasses[row]] += curvatures[row];
        }

        double gain = -2.0 * (candidate.Count - 1);
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
        for (int row = 0; row < residuals.Length; row++)
        {
            double weight = _customers.Weights.Length == 0 ? 1 : _customers.Weights[row];
            double p = fit is null || chosen.Length == 0 ? rate : LogisticFunction.Of(fit.Logit(chosen, row));
            residuals[row] = weight * ((_customers.Labels[row] ? 1 : 0) - p);
            curvatures[row] = weight * p * (1 - p);
        }

        return (residuals, curvatures);
    }

    private CardFit Fit(CriterionClasses[] criteria) => CardFit.Of(criteria, _customers.Labels, _customers.Weights, _cancellation);
}
