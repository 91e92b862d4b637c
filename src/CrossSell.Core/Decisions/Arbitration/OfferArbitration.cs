using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Which of several offers are made, in which order, and why the others are not.</summary>
/// <remarks>Immutable. The same candidates in any order, rules and seed give the same result.</remarks>
public sealed class OfferArbitration
{
    private OfferArbitration(IReadOnlyList<ArbitratedOffer> winners, IReadOnlyList<(OfferCandidate, Veto)> others)
    {
        Winners = winners;
        Others = others;
    }

    /// <summary>The offers that are made, best first; where something is explored, it stands first.</summary>
    public IReadOnlyList<ArbitratedOffer> Winners { get; }

    /// <summary>The others, best first, each with the reason: below the threshold, too many of its category, or outranked.</summary>
    public IReadOnlyList<(OfferCandidate Candidate, Veto Reason)> Others { get; }

    /// <summary>Chooses. O(n log n), with Thompson's exploration O(n²).</summary>
    /// <param name="candidates">Each product once.</param>
    /// <param name="count">How many offers at most, 1 or more.</param>
    /// <param name="rules">Null for the defaults.</param>
    /// <param name="seed">Decides what is explored.</param>
    /// <exception cref="ArgumentException">A product stands twice, a term is outside its range, or the rules cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static OfferArbitration Of(IEnumerable<OfferCandidate> candidates, int count, ArbitrationRules? rules = null, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        rules ??= new ArbitrationRules();
        if (rules.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(rules));
        }

        OfferCandidate[] all = [.. candidates.OrderByDescending(one => one.Value.Expected).ThenBy(one => one.Product.Value, StringComparer.Ordinal)];
        Require(all);
        OfferCandidate[] worth = [.. all.Where(one => one.Value.Expected >= rules.MinExpectedValue)];
        List<(OfferCandidate, Veto)> others = [.. all.Skip(worth.Length).Select(one => (one, BelowThreshold(one, rules.MinExpectedValue)))];
        if (worth.Length == 0)
        {
            return new OfferArbitration([], others);
        }

        double[] probabilities = rules.Exploration.Probabilities([.. worth.Select(one => one.Value)]);
        int first = Draw(probabilities, seed);
        var winners = new List<ArbitratedOffer>();
        var fallen = new List<(OfferCandidate, Veto)>();
        foreach (int place in Enumerable.Range(0, worth.Length).OrderBy(place => place == first ? -1 : place))
        {
            OfferCandidate one = worth[place];
            int same = one.Category is null ? 0 : winners.Count(won => string.Equals(won.Candidate.Category, one.Category, StringComparison.Ordinal));
            if (winners.Count == count)
            {
                fallen.Add((one, new Veto { Code = ReasonCodes.Outranked, Evidence = [winners[^1].Candidate.Product.Value], Parameters = [new("product", winners[^1].Candidate.Product.Value)] }));
            }
            else if (same >= (rules.MaxPerCategory ?? int.MaxValue))
            {
                fallen.Add((one, new Veto { Code = ReasonCodes.Diversity, Parameters = [new("category", one.Category!), new("limit", rules.MaxPerCategory!.Value.ToString(CultureInfo.InvariantCulture))] }));
            }
            else
            {
                winners.Add(new ArbitratedOffer(winners.Count + 1, one, probabilities[place]));
            }
        }

        return new OfferArbitration(winners, [.. fallen, .. others]);
    }

    private static Veto BelowThreshold(OfferCandidate one, double threshold) => new()
    {
        Code = ReasonCodes.BelowThreshold,
        Parameters = [new("expected", one.Value.Expected.ToString("R", CultureInfo.InvariantCulture)), new("threshold", threshold.ToString("R", CultureInfo.InvariantCulture))],
    };

    private static int Draw(double[] probabilities, ulong seed)
    {
        double at = new SplitMix64(seed).Unit();
        for (int i = 0; i < probabilities.Length; i++)
        {
            at -= probabilities[i];
            if (at <= 0 && probabilities[i] > 0)
            {
                return i;
            }
        }

        // Sums of probabilities may miss 1 by the last digit.
        return Array.FindLastIndex(probabilities, probability => probability > 0);
    }

    private static void Require(OfferCandidate[] all)
    {
        if (all.GroupBy(one => one.Product).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The product '{twice.Key}' stands {twice.Count()} times among the candidates; each may stand once.", nameof(all));
        }

        foreach (OfferCandidate one in all)
        {
            OfferValue terms = one.Value;
            if (terms.Propensity is not (>= 0 and <= 1) || !(terms.Context >= 0) || !(terms.Lever >= 0) || !(terms.Cost >= 0) || !double.IsFinite(terms.Expected))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The terms of '{one.Product}' are {terms}; the propensity must be from 0 to 1, context, lever and cost 0 or more, and all finite."), nameof(all));
            }
        }
    }
}
