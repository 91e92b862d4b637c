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

        OfferCandidate[] all = [.. candidates];
        Require(all);
        Sort(all);
        OfferCandidate[] worth = Array.FindIndex(all, one => !(one.Value.Expected >= rules.MinExpectedValue)) is >= 0 and var end ? all[..end] : all;
        List<(OfferCandidate, Veto)> others = [.. all.Skip(worth.Length).Select(one => (one, BelowThreshold(one, rules.MinExpectedValue)))];
        if (worth.Length == 0)
        {
            return new OfferArbitration([], others);
        }

        double[] probabilities = rules.Exploration.Probabilities([.. worth.Select(one => one.Value)]);
        int first = Draw(probabilities, seed);
        var winners = new List<ArbitratedOffer>();
        var fallen = new List<(OfferCandidate, Veto)>();
        Veto? outranked = null;
        for (int turn = 0; turn < worth.Length; turn++)
        {
            // The product that was drawn, then the others in their order.
            int place = turn == 0 ? first : turn <= first ? turn - 1 : turn;
            OfferCandidate one = worth[place];
            if (winners.Count == count)
            {
                // The last winner outranks all that follow, so they share one reason.
                outranked ??= new Veto { Code = ReasonCodes.Outranked, Evidence = [winners[^1].Candidate.Product.Value], Parameters = [new("product", winners[^1].Candidate.Product.Value)] };
                fallen.Add((one, outranked));
                continue;
            }

            int same = one.Category is null ? 0 : winners.Count(won => string.Equals(won.Candidate.Category, one.Category, StringComparison.Ordinal));
            if (same >= (rules.MaxPerCategory ?? int.MaxValue))
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

    // By figures that are computed once; only equal ones look at the ids.
    private static void Sort(OfferCandidate[] all)
    {
        double[] lost = new double[all.Length];
        for (int i = 0; i < lost.Length; i++)
        {
            lost[i] = -all[i].Value.Expected;
        }

        Array.Sort(lost, all);
        for (int from = 0; from < lost.Length;)
        {
            int to = from + 1;
            while (to < lost.Length && lost[to] == lost[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                Array.Sort(all, from, to - from, ById.Instance);
            }

            from = to;
        }
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
        var seen = new HashSet<ProductId>(all.Length);
        foreach (OfferCandidate one in all)
        {
            if (!seen.Add(one.Product))
            {
                throw new ArgumentException($"The product '{one.Product}' stands {all.Count(other => other.Product == one.Product)} times among the candidates; each may stand once.", nameof(all));
            }

            OfferValue terms = one.Value;
            if (terms.Propensity is not (>= 0 and <= 1) || !(terms.Context >= 0) || !(terms.Lever >= 0) || !(terms.Cost >= 0) || !double.IsFinite(terms.Expected))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The terms of '{one.Product}' are {terms}; the propensity must be from 0 to 1, context, lever and cost 0 or more, and all finite."), nameof(all));
            }
        }
    }

    private sealed class ById : IComparer<OfferCandidate>
    {
        public static ById Instance { get; } = new();

        public int Compare(OfferCandidate? x, OfferCandidate? y) => string.CompareOrdinal(x!.Product.Value, y!.Product.Value);
    }
}
