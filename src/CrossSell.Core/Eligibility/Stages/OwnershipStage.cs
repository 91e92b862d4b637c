using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the customer has the product already, or what counts as it.</summary>
internal static class OwnershipStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        foreach (OwningProduct owner in candidate.Catalog.OwnersOf(candidate.Product))
        {
            bool isInCart = candidate.Request.InCart.Count > 0 && candidate.Request.InCart.Contains(owner.Product);
            if ((!isInCart && !candidate.Known.MayHold(owner.Product)) || !candidate.IsHeld(owner.Product))
            {
                continue;
            }

            if (isInCart)
            {
                vetoes.Add(new Veto { Code = ReasonCodes.OwnedPendingOrder, Parameters = [new("product", owner.Product.Value)], Evidence = ["cart"] });
            }

            for (int i = 0; i < candidate.Facts.Holdings.Count; i++)
            {
                Ownership holding = candidate.Facts.Holdings[i];
                if (holding.Product == owner.Product && VetoOf(candidate, owner, holding) is { } veto)
                {
                    vetoes.Add(veto);
                }
            }
        }
    }

    private static Veto? VetoOf(Candidate candidate, OwningProduct owner, Ownership holding)
    {
        DateTimeOffset? end = holding.Until;
        if (holding.Source == OwnershipSource.Competitor)
        {
            if (candidate.Rules.LeadBeforeCompetitorEnd is not { } lead)
            {
                return null;
            }

            // Where nobody knows the end, a year from the beginning stands for it.
            end = (holding.Until ?? holding.From?.AddDays(365)) - lead;
            if (holding.Until is null && holding.From is null)
            {
                end = null;
            }
        }

        if (end <= candidate.At)
        {
            return null;
        }

        bool isPending = holding.Source == OwnershipSource.PendingOrder || (holding.Source == OwnershipSource.Own && holding.From > candidate.At);
        string code = holding.Source == OwnershipSource.Competitor ? ReasonCodes.OwnedCompetitor
            : isPending ? ReasonCodes.OwnedPendingOrder
            : owner.Relation switch
            {
                OwnershipRelation.Same => ReasonCodes.OwnedSame,
                OwnershipRelation.Equivalent => ReasonCodes.OwnedEquivalent,
                OwnershipRelation.HigherTier => ReasonCodes.OwnedHigherTier,
                _ => ReasonCodes.OwnedCovered,
            };
        var parameters = new List<KeyValuePair<string, string>> { new("product", owner.Product.Value) };
        if (holding.From is { } from)
        {
            parameters.Add(new("since", VetoDates.Of(from)));
        }

        return new Veto { Code = code, Parameters = parameters, Evidence = [holding.Reference ?? owner.Product.Value], EligibleAgainAt = end };
    }
}
