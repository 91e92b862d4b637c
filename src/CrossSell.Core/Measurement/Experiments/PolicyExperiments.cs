using CrossSell.Decisions;
using CrossSell.Measurement;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>The five standing experiments: the order by expected value against simpler ones, judged by the log, or tried on a share of the decisions.</summary>
/// <remarks>
/// Pure functions, thread-safe. The log must explore (<see cref="Exploration"/>): what was never offered cannot be judged. <see cref="Exploration.Experiments"/> tries all five on
/// a share of the decisions, with the probabilities logged.
/// </remarks>
public static class PolicyExperiments
{
    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<PolicyExperiment> All { get; } = [.. Enum.GetValues<PolicyExperiment>()];

    /// <summary>The probability with which a policy gives each candidate the first place; they sum to 1. O(n), for random propensities O(n) times 512.</summary>
    /// <param name="experiment">The policy.</param>
    /// <param name="candidates">What could be offered, one or more. Ties go by the product's id.</param>
    /// <param name="minExpectedValue">From what expected value on an offer is worth making; where none is, all are taken as worth it.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    public static double[] Probabilities(PolicyExperiment experiment, IReadOnlyList<OfferCandidate> candidates, double minExpectedValue = 0)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count == 0)
        {
            throw new ArgumentException("There is no candidate; a policy chooses among one or more.", nameof(candidates));
        }

        return experiment switch
        {
            PolicyExperiment.RandomRelevant => Uniform(candidates, one => one.Value.Expected >= minExpectedValue),
            PolicyExperiment.EligibilityOnly => Uniform(candidates, _ => true),
            PolicyExperiment.PropensityOnly => Best(candidates, one => one.Propensity),
            PolicyExperiment.WithoutLevers => Best(candidates, one => (one with { Lever = 1 }).Expected),
            PolicyExperiment.RandomPropensity => RandomChances.Of([.. candidates.Select(one => one.Value)]),
            _ => throw new ArgumentOutOfRangeException(nameof(experiment), experiment, "The policy is none of the five."),
        };
    }

    /// <summary>Judges all five by one log.</summary>
    /// <param name="log">The decisions, of two customers or more.</param>
    /// <param name="minExpectedValue">As in the arbitration that made them.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <returns>One result a policy, in their order, self-normalised (Hájek 1971).</returns>
    /// <exception cref="ArgumentException">There are fewer than two customers, a probability is not above 0, something was offered that was no candidate, or the log never offered what the order by expected value puts first.</exception>
    public static IReadOnlyList<ExperimentResult> Evaluate(IReadOnlyList<ExperimentDecision> log, double minExpectedValue = 0, double confidenceLevel = 0.95)
    {
        ArgumentNullException.ThrowIfNull(log);
        int[] offered = PlacesOfOffered(log);
        LoggedDecision[] model = Logged(log, offered, candidates => Best(candidates, one => one.Expected));
        double best = OffPolicyEvaluation.SelfNormalized(model, confidenceLevel).Reward.Value;
        double[] bestTerms = Influence(model, best);
        var results = new List<ExperimentResult>();
        foreach (PolicyExperiment experiment in All)
        {
            LoggedDecision[] other = Logged(log, offered, candidates => Probabilities(experiment, candidates, minExpectedValue));
            if (!Array.Exists(other, one => one.TargetProbability > 0))
            {
                results.Add(new ExperimentResult(experiment, null, null));
                continue;
            }

            OffPolicyEstimate estimate = OffPolicyEvaluation.SelfNormalized(other, confidenceLevel);
            double[] terms = Influence(other, estimate.Reward.Value);
            for (int i = 0; i < terms.Length; i++)
            {
                terms[i] = bestTerms[i] - terms[i];
            }

            // Both are judged by the same decisions, so what they share falls out of the difference.
            (double error, int customers) = CustomerSums.ErrorOfMean(terms, other);
            double reach = error == 0 ? 0 : StudentDistribution.TwoSidedQuantile(confidenceLevel, customers - 1) * error;
            double more = best - estimate.Reward.Value;
            results.Add(new ExperimentResult(experiment, estimate, new Interval(more, more - reach, more + reach)));
        }

        return results;
    }

    private static LoggedDecision[] Logged(IReadOnlyList<ExperimentDecision> log, int[] offered, Func<IReadOnlyList<OfferCandidate>, double[]> policy)
    {
        // Decisions that share a list of candidates share its probabilities.
        var known = new Dictionary<IReadOnlyList<OfferCandidate>, double[]>(ReferenceEqualityComparer.Instance);
        var logged = new LoggedDecision[log.Count];
        for (int i = 0; i < logged.Length; i++)
        {
            ExperimentDecision one = log[i];
            if (!known.TryGetValue(one.Candidates, out double[]? probabilities))
            {
                known.Add(one.Candidates, probabilities = policy(one.Candidates));
            }

            logged[i] = new LoggedDecision { LoggedProbability = one.Probability, TargetProbability = Math.Min(1, probabilities[offered[i]]), Reward = one.Reward, Customer = one.Customer };
        }

        return logged;
    }

    // What each decision moves a self-normalised estimate by.
    private static double[] Influence(LoggedDecision[] decisions, double estimate)
    {
        double mean = decisions.Sum(one => one.TargetProbability / one.LoggedProbability) / decisions.Length;
        return [.. decisions.Select(one => one.TargetProbability / one.LoggedProbability * (one.Reward - estimate) / mean)];
    }

    private static int[] PlacesOfOffered(IReadOnlyList<ExperimentDecision> log)
    {
        int[] places = new int[log.Count];
        for (int i = 0; i < places.Length; i++)
        {
            ExperimentDecision one = log[i];
            while (places[i] < one.Candidates.Count && one.Candidates[places[i]].Product != one.Offered)
            {
                places[i]++;
            }

            if (places[i] == one.Candidates.Count)
            {
                throw new ArgumentException($"'{one.Offered}' was offered and is not among the {one.Candidates.Count} candidates of its decision.", nameof(log));
            }
        }

        return places;
    }

    private static double[] Uniform(IReadOnlyList<OfferCandidate> candidates, Predicate<OfferCandidate> takesPart)
    {
        bool[] part = [.. candidates.Select(one => takesPart(one))];
        int count = part.Count(one => one);
        return [.. part.Select(one => count == 0 ? 1.0 / part.Length : one ? 1.0 / count : 0)];
    }

    private static double[] Best(IReadOnlyList<OfferCandidate> candidates, Func<OfferValue, double> worth)
    {
        int best = 0;
        for (int i = 1; i < candidates.Count; i++)
        {
            int order = worth(candidates[i].Value).CompareTo(worth(candidates[best].Value));
            best = order > 0 || (order == 0 && string.CompareOrdinal(candidates[i].Product.Value, candidates[best].Product.Value) < 0) ? i : best;
        }

        double[] probabilities = new double[candidates.Count];
        probabilities[best] = 1;
        return probabilities;
    }
}
