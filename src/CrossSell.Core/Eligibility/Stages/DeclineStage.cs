using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the customer has declined the product, what counts as it, its category, or everything.</summary>
internal static class DeclineStage
{
    public const string Complaint = "COMPLAINT";

    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        OfferResponse[] standing = candidate.Known.Standing;
        foreach (OfferResponse response in standing)
        {
            DeclineReason reason = response.Kind switch
            {
                OfferResponseKind.Declined => response.Reason,
                OfferResponseKind.Postponed => DeclineReason.Postponed,
                _ => DeclineReason.BadMoment,
            };
            if (response.Kind is OfferResponseKind.Declined or OfferResponseKind.Postponed)
            {
                Apply(candidate, response, reason, standing, vetoes);
            }
        }

        if (candidate.IsOutbound && PermissionPause(candidate) is { } pause)
        {
            vetoes.Add(pause);
        }
    }

    private static void Apply(Candidate candidate, OfferResponse response, DeclineReason reason, OfferResponse[] standing, List<Veto> vetoes)
    {
        DeclineRule rule = candidate.Rules.Declines.For(reason);
        bool concerns = rule.Scope switch
        {
            DeclineScope.Product => response.Product == candidate.Product.Id,
            DeclineScope.ProductAndEquivalents => candidate.IsSameThing(response.Product),
            DeclineScope.CustomerOutbound => candidate.IsOutbound,
            DeclineScope.Channel => candidate.Request.Channel is { } channel && candidate.IsOutbound && IsChannelOf(candidate, response, channel),
            _ => true,
        };
        if (concerns && !PriceFell(candidate, rule, response))
        {
            DateTimeOffset? end = reason == DeclineReason.Trust ? EndOfTrust(candidate, response, rule) : EndOfBlock(candidate, response, rule, standing);
            bool ofCustomer = rule.Scope is DeclineScope.Customer or DeclineScope.CustomerOutbound or DeclineScope.Channel;
            Add(candidate, response, reason, end, end is null ? ReasonCodes.DeclinedNever : ofCustomer ? ReasonCodes.CustomerPause : ReasonCodes.DeclinedCooldown, vetoes);
        }

        if (rule.CategoryBlock is { } block && !candidate.IsSameThing(response.Product)
            && candidate.Catalog.TryGet(response.Product, out Product? declined) && declined.Category is { } category && candidate.Catalog.IsIn(candidate.Product, category))
        {
            Add(candidate, response, reason, response.At + block, ReasonCodes.DeclinedCategory, vetoes);
        }
    }

    private static void Add(Candidate candidate, OfferResponse response, DeclineReason reason, DateTimeOffset? end, string code, List<Veto> vetoes)
    {
        if (!(end <= candidate.At))
        {
            vetoes.Add(new Veto
            {
                Code = code,
                Parameters = [new("reason", reason.ToString()), new("since", VetoDates.Of(response.At)), new("product", response.Product.Value)],
                Evidence = [response.Id],
                EligibleAgainAt = end,
            });
        }
    }

    private static DateTimeOffset? EndOfBlock(Candidate candidate, OfferResponse response, DeclineRule rule, OfferResponse[] standing)
    {
        int count = rule.Escalates ? TimesDeclined(candidate, response, standing) : 1;
        if (rule.Block is not { } block || count >= 3)
        {
            return null;
        }

        return rule.LeadBeforeUntil is { } lead && response.Until is { } until ? until - lead : response.At + (block * count);
    }

    // The how-manieth conversation with such a decline of the same thing this one is, since it was last accepted.
    private static int TimesDeclined(Candidate candidate, OfferResponse response, OfferResponse[] standing)
    {
        DateTimeOffset? accepted = standing.Where(r => r.Kind == OfferResponseKind.Accepted && r.At <= response.At && AreSameThing(r.Product)).Select(r => (DateTimeOffset?)r.At).Max();
        return standing
            .Where(r => r.Kind == OfferResponseKind.Declined && r.At <= response.At && !(r.At <= accepted) && AreSameThing(r.Product) && candidate.Rules.Declines.For(r.Reason).Escalates)
            .Select(r => r.Conversation).Append(response.Conversation).Distinct(StringComparer.Ordinal).Count();

        bool AreSameThing(ProductId other) => other == response.Product || candidate.Catalog.SameThingAs(response.Product).Contains(other);
    }

    private static bool PriceFell(Candidate candidate, DeclineRule rule, OfferResponse response) =>
        rule.PriceDrop is { } drop && response.Price is { } then && candidate.Product.Price is { } now && now <= then * (1 - drop);

    // The complaint behind it must be closed; where none was recorded, the answer itself is its end.
    private static DateTimeOffset? EndOfTrust(Candidate candidate, OfferResponse response, DeclineRule rule)
    {
        Hold[] complaints = [.. candidate.Facts.Holds.Where(h => string.Equals(h.Kind, Complaint, StringComparison.Ordinal) && !(h.To <= response.At))];
        return complaints.Any(h => h.To is null) || rule.Block is null ? null
            : complaints.Select(h => h.To!.Value).Append(response.Until ?? response.At).Max() + rule.Block;
    }

    private static bool IsChannelOf(Candidate candidate, OfferResponse response, string channel) =>
        candidate.Facts.ChannelOf(response) is not { } said || string.Equals(said, channel, StringComparison.Ordinal);

    private static Veto? PermissionPause(Candidate candidate)
    {
        if (candidate.Facts.ClassChanges.Count == 0)
        {
            return null;
        }

        ClassChange? current = candidate.Facts.ClassChanges.Where(c => c.At <= candidate.At).MaxBy(c => c.At);
        return current is { PausedUntil: { } until } && candidate.At < until
            ? new Veto
            {
                Code = ReasonCodes.CustomerPause,
                Parameters = [new("since", VetoDates.Of(current.At))],
                EligibleAgainAt = candidate.Facts.ClassChanges.Where(c => c.At > candidate.At && c.At < until).Select(c => (DateTimeOffset?)c.At).Min() ?? until,
            }
            : null;
    }
}
