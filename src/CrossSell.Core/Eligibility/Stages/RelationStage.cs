using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the product goes with what the customer has: requirements, incompatible products, exclusive groups, waiting times.</summary>
internal static class RelationStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        ProductId product = candidate.Product.Id;
        foreach (ProductRelation relation in candidate.Catalog.RelationsOf(product))
        {
            switch (relation.Kind)
            {
                case ProductRelationKind.Requires when relation.From == product:
                    Required(candidate, relation, vetoes);
                    break;
                case ProductRelationKind.IncompatibleWith:
                    Excluded(candidate, relation.From == product ? relation.To : relation.From, ReasonCodes.Incompatible, vetoes);
                    break;
                case ProductRelationKind.UpSellTo or ProductRelationKind.CrossSellTo when relation.To == product && relation.Window is { } wait:
                    FollowsTooSoon(candidate, relation.From, wait, vetoes);
                    break;
                default:
                    break;
            }
        }

        if (candidate.Product.ExclusiveGroup is { } group)
        {
            foreach (ProductId other in candidate.Catalog.InExclusiveGroup(group))
            {
                if (other != product && !IsLowerStep(candidate, other))
                {
                    Excluded(candidate, other, ReasonCodes.ExclusiveGroup, vetoes);
                }
            }
        }
    }

    private static void Required(Candidate candidate, ProductRelation relation, List<Veto> vetoes)
    {
        Ownership[] having = [.. candidate.Catalog.OwnedThrough(relation.To).SelectMany(o => Own(candidate, o.Product)).Where(h => h.Source == OwnershipSource.Own)];
        TimeSpan wait = relation.Window ?? TimeSpan.Zero;
        if (having.Any(h => h.IsInForce(candidate.At) && !(h.From + wait > candidate.At)))
        {
            return;
        }

        DateTimeOffset? again = having.Select(h => h.From + wait).Where(from => from > candidate.At && having.Any(h => h.IsInForce(from.Value) && !(h.From + wait > from))).Min();
        vetoes.Add(new Veto
        {
            Code = having.Any(h => h.IsInForce(candidate.At)) ? ReasonCodes.FollowsTooSoon : ReasonCodes.PrerequisiteMissing,
            Parameters = [new("product", relation.To.Value)],
            EligibleAgainAt = again,
        });
    }

    private static void Excluded(Candidate candidate, ProductId other, string code, List<Veto> vetoes)
    {
        // A higher step of the ladder is another product; what is the same thing or contains it is not.
        IEnumerable<ProductId> standing = candidate.Catalog.OwnedThrough(other).Where(o => o.Relation != OwnershipRelation.HigherTier).Select(o => o.Product);
        foreach (Ownership holding in standing.SelectMany(o => Own(candidate, o)).Where(h => h.Product != candidate.Product.Id && !(h.Until <= candidate.At)))
        {
            vetoes.Add(new Veto { Code = code, Parameters = [new("product", holding.Product.Value)], Evidence = [holding.Reference ?? holding.Product.Value], EligibleAgainAt = holding.Until });
        }
    }

    private static void FollowsTooSoon(Candidate candidate, ProductId earlier, TimeSpan wait, List<Veto> vetoes)
    {
        foreach (Ownership holding in Own(candidate, earlier).Where(h => h.IsInForce(candidate.At) && h.From + wait > candidate.At))
        {
            DateTimeOffset again = holding.From!.Value + wait;
            vetoes.Add(new Veto
            {
                Code = ReasonCodes.FollowsTooSoon,
                Parameters = [new("product", earlier.Value)],
                Evidence = [holding.Reference ?? earlier.Value],
                EligibleAgainAt = holding.Until < again ? holding.Until : again,
            });
        }
    }

    private static IEnumerable<Ownership> Own(Candidate candidate, ProductId product) =>
        candidate.Facts.Holdings.Where(h => h.Product == product && h.Source != OwnershipSource.Competitor);

    private static bool IsLowerStep(Candidate candidate, ProductId other) =>
        candidate.Product.Ladder is { } ladder
        && candidate.Catalog.TryGet(other, out Product? step)
        && string.Equals(step.Ladder, ladder, StringComparison.Ordinal)
        && step.Rank < candidate.Product.Rank;
}
