using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the product, or what counts as it, is on offer already, was offered not long ago, too often, or once and for all.</summary>
internal static class OfferStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        // Most products were never offered; the work for the others stands apart, for what it captures would be allocated here.
        if (candidate.Known.MayBeOffered(candidate))
        {
            Offered(candidate, vetoes);
        }
    }

    private static void Offered(Candidate candidate, List<Veto> vetoes)
    {
        Offer[] offers = [.. candidate.Facts.Offers.Where(o => candidate.IsSameThing(o.Product)).OrderBy(PresentedAt).ThenBy(o => o.Id, StringComparer.Ordinal)];
        Offer? followed = offers.FirstOrDefault(o => string.Equals(o.Id, candidate.Request.FollowUpOf, StringComparison.Ordinal) && o.IsOpenAt(candidate.At));
        foreach (Offer open in offers.Where(o => o.IsOpenAt(candidate.At) && o != followed))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.OfferOpen, Parameters = [new("since", VetoDates.Of(open.CreatedAt))], Evidence = [open.Id], EligibleAgainAt = open.ValidUntil });
        }

        Offer[] presented = [.. offers.Where(WasPresented)];
        if (candidate.Rules.OnceOnly && followed is null && presented.Length > 0 && !MayBeRepeated(candidate, presented[^1]))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.OfferOnceOnly, Parameters = [new("since", VetoDates.Of(PresentedAt(presented[^1])))], Evidence = [presented[^1].Id] });
        }

        if (candidate.Rules.MinTimeBetweenOffers is { } gap && presented.Length > 0 && PresentedAt(presented[^1]) + gap > candidate.At)
        {
            vetoes.Add(new Veto
            {
                Code = ReasonCodes.OfferRecent,
                Parameters = [new("since", VetoDates.Of(PresentedAt(presented[^1])))],
                Evidence = [presented[^1].Id],
                EligibleAgainAt = PresentedAt(presented[^1]) + gap,
            });
        }

        TooOften(candidate, [.. presented.Where(o => o.Product == candidate.Product.Id)], vetoes);
    }

    private static void TooOften(Candidate candidate, Offer[] presented, List<Veto> vetoes)
    {
        if (candidate.Rules.MaxUnansweredPresentations is not { } most)
        {
            return;
        }

        OfferResponse[] answers = [.. candidate.Known.Standing.Where(r => r.Kind != OfferResponseKind.NoResponse && r.Product == candidate.Product.Id)];
        DateTimeOffset? answered = answers.Select(r => (DateTimeOffset?)r.At).Max();
        Offer[] unanswered = [.. presented.Where(o => !(PresentedAt(o) <= answered) && !answers.Any(r => string.Equals(r.OfferId, o.Id, StringComparison.Ordinal)))];
        int times = unanswered.Sum(o => Math.Max(1, o.Presentations));
        if (times >= most && PresentedAt(unanswered[^1]) + candidate.Rules.RestAfterPresentations > candidate.At)
        {
            vetoes.Add(new Veto
            {
                Code = ReasonCodes.OfferMaxPresented,
                Parameters = [new("times", times.ToString(CultureInfo.InvariantCulture)), new("since", VetoDates.Of(PresentedAt(unanswered[^1])))],
                Evidence = [.. unanswered.Select(o => o.Id)],
                EligibleAgainAt = PresentedAt(unanswered[^1]) + candidate.Rules.RestAfterPresentations,
            });
        }
    }

    // The last thing said about it decides: a bad moment, a later day, a purchase.
    private static bool MayBeRepeated(Candidate candidate, Offer last)
    {
        OfferResponse? outcome = candidate.Known.Standing.LastOrDefault(r => candidate.IsSameThing(r.Product) && r.Kind != OfferResponseKind.NoResponse);
        bool concernsLast = outcome is not null && (string.Equals(outcome.OfferId, last.Id, StringComparison.Ordinal) || outcome.At >= PresentedAt(last));
        return concernsLast && outcome is { Kind: OfferResponseKind.Accepted or OfferResponseKind.Postponed } or { Kind: OfferResponseKind.Declined, Reason: DeclineReason.BadMoment or DeclineReason.Postponed };
    }

    public static bool WasPresented(Offer offer) => offer.Presentations > 0 || offer.State is OfferState.Presented or OfferState.Open or OfferState.Accepted or OfferState.Declined or OfferState.Postponed;

    public static DateTimeOffset PresentedAt(Offer offer) => offer.LastPresentedAt ?? offer.CreatedAt;
}
