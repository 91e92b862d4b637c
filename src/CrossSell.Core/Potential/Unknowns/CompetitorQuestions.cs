using CrossSell.Potential;

namespace CrossSell;

/// <summary>Asks of every gap whether the customer has such a product from somebody else.</summary>
/// <remarks>
/// With a chance q that he has, and a share s of the chance of a sale that is left then, a propensity of p over both is p / (1 - q + q s), at most 1, for those who have none,
/// and s times that for those who have. Immutable and thread-safe.
/// </remarks>
public sealed class CompetitorQuestions
{
    private readonly WhiteSpace _space;
    private readonly CategoryFigure _chance;
    private readonly double _shareLeft;
    private readonly double _costOfOffer;
    private readonly string _prefix;

    /// <summary>Questions about the gaps of a white space.</summary>
    /// <param name="space">The white space, with an estimate of what offers bring.</param>
    /// <param name="chanceElsewhere">How probable it is that a customer has the category from somebody else, from 0 to 1: a market share, or the rate among those who were asked.</param>
    /// <param name="shareLeft">The share of the chance of a sale that is left where he has. Default: 0.2. From 0 to 1.</param>
    /// <param name="costOfOffer">What an offer costs, in the catalogue's currency. Default: 0. Finite, 0 or more.</param>
    /// <param name="prefix">What a fact's name begins with, before the category. Default: <c>contract elsewhere: </c>.</param>
    /// <exception cref="InvalidOperationException">Nobody knows what an offer may bring.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of range.</exception>
    public CompetitorQuestions(WhiteSpace space, CategoryFigure chanceElsewhere, double shareLeft = 0.2, double costOfOffer = 0, string prefix = "contract elsewhere: ")
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(chanceElsewhere);
        ArgumentNullException.ThrowIfNull(prefix);
        if (space.Estimate is null)
        {
            throw new InvalidOperationException($"What an offer may bring is not known: give {nameof(WhiteSpaceOptions)}.{nameof(WhiteSpaceOptions.Estimate)}.");
        }

        _space = space;
        _chance = chanceElsewhere;
        _shareLeft = Share(shareLeft, nameof(shareLeft));
        _costOfOffer = PotentialChecks.RequireFigure(costOfOffer, nameof(costOfOffer));
        _prefix = prefix;
    }

    /// <summary>The questions for one customer: one for each of his gaps.</summary>
    /// <param name="customer">The customer's place in the white space.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer, or a chance is none.</exception>
    public IEnumerable<UnknownFact> Of(int customer)
    {
        IReadOnlyList<Gap> gaps = _space.GapsOf(customer);
        double[] values = [.. gaps.Select(g => g.Estimate.ExpectedMargin - _costOfOffer)];
        for (int i = 0; i < gaps.Count; i++)
        {
            double q = Share(_chance(customer, gaps[i].Category), "chanceElsewhere");
            double left = 1 - q + (q * _shareLeft);
            double free = left > 0 ? Math.Min(1, gaps[i].Estimate.Propensity / left) : 0;
            yield return new UnknownFact(_prefix + _space.Categories[gaps[i].Category],
            [
                new FactAnswer("no", 1 - q, With(i, (free * gaps[i].Estimate.Margin) - _costOfOffer)),
                new FactAnswer("yes", q, With(i, (_shareLeft * free * gaps[i].Estimate.Margin) - _costOfOffer)),
            ]);
        }

        double[] With(int place, double value)
        {
            double[] changed = [.. values];
            changed[place] = value;
            return changed;
        }
    }

    private static double Share(double share, string name) =>
        share >= 0 && share <= 1 ? share : throw new ArgumentOutOfRangeException(name, share, "A share lies from 0 to 1.");
}
