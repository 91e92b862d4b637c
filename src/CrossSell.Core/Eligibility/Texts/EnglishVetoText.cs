namespace CrossSell.Eligibility;

/// <summary>Vetoes in English.</summary>
internal static class EnglishVetoText
{
    public static string Of(VetoFacts facts) => facts.Code switch
    {
        ReasonCodes.OwnedSame => $"The customer already owns it{Since(facts)}.",
        ReasonCodes.OwnedEquivalent => $"The customer owns the equivalent product {facts.Product}{Since(facts)}.",
        ReasonCodes.OwnedCovered => $"It is contained in {facts.Product}, which the customer owns{Since(facts)}.",
        ReasonCodes.OwnedHigherTier => $"The customer owns the better product {facts.Product}{Since(facts)}.",
        ReasonCodes.OwnedPendingOrder => $"The customer has ordered {facts.Product} or has it in the cart.",
        ReasonCodes.OwnedCompetitor => $"The customer has {facts.Product} from another provider{Since(facts)}.",
        ReasonCodes.PrerequisiteMissing => $"It requires {facts.Product}, which the customer does not own.",
        ReasonCodes.Incompatible => $"It does not go with {facts.Product}, which the customer owns.",
        ReasonCodes.ExclusiveGroup => $"Only one product of this group may be owned, and the customer owns {facts.Product}.",
        ReasonCodes.FollowsTooSoon => $"The customer has not owned {facts.Product} for long enough.",
        ReasonCodes.DeclinedNever => facts["reason"] is "NeverProduct" or "NeverAny" ? $"The customer said{On(facts)} that he never wants it." : $"The customer declined {facts.Product}{On(facts)} and will not be asked again.",
        ReasonCodes.DeclinedCooldown => $"The customer declined {facts.Product}{On(facts)}{Because(facts)}.",
        ReasonCodes.DeclinedCategory => $"The customer declined {facts.Product} of the same category{On(facts)}.",
        ReasonCodes.CustomerPause => $"The customer is left in peace after what he said{On(facts)}{Because(facts)}.",
        ReasonCodes.OfferOpen => $"An offer of it has been open{Since(facts)}.",
        ReasonCodes.OfferRecent => $"It was last offered{On(facts)}.",
        ReasonCodes.OfferMaxPresented => $"It was presented {facts["times"]} times without an answer, the last time{On(facts)}.",
        ReasonCodes.OfferOnceOnly => $"It was presented{On(facts)} and is not offered twice.",
        ReasonCodes.AvailableDates => facts.Date("from") is { } from ? $"It is on sale from {from} only." : $"It was on sale until {facts.Date("until")} only.",
        ReasonCodes.AvailableRegion => facts["region"] is { } region ? $"It is not sold in {region}." : "It is not sold everywhere, and the customer's region is unknown.",
        ReasonCodes.AvailableChannel => $"It is not sold by {facts["channel"]}.",
        ReasonCodes.AvailableStock => facts["available"] is null ? "Its stock is unknown." : "It is out of stock.",
        ReasonCodes.NotInCatalog => "It is not in the catalogue.",
        ReasonCodes.Objection => $"The customer objected{On(facts)}.",
        ReasonCodes.NoOptIn => $"The customer has given no permission to be contacted by {facts["channel"]}.",
        ReasonCodes.ConsentExpired => $"The permission to contact the customer by {facts["channel"]} has run out.",
        ReasonCodes.NoEvidence => $"The permission to contact the customer by {facts["channel"]} cannot be proved.",
        ReasonCodes.Unreachable => $"The customer cannot be reached by {facts["channel"]}.",
        ReasonCodes.ContactCap => $"The limit of {facts["limit"]} per {facts["window"]} ({facts.Rule}) is reached.",
        ReasonCodes.ContactGap => $"Another contact is nearer than {facts["window"]} ({facts.Rule}).",
        ReasonCodes.QuietTime => $"It is quiet time for the customer ({facts.Rule}).",
        ReasonCodes.PlannedLater => "The contact is planned for a later time.",
        ReasonCodes.PlannedAlready => "A contact about it is planned or was made in this campaign already.",
        ReasonCodes.SlotOver => "The time for which it was planned is over.",
        ReasonCodes.PropensityUnknown => "How likely the customer takes it is unknown.",
        ReasonCodes.UniversalHoldout => "No campaign contacts the customer this year, to measure what campaigns are worth.",
        ReasonCodes.ControlGroup => "The customer is in the control group of the campaign.",
        ReasonCodes.VolumeOfProduct or ReasonCodes.VolumeOfChannel or ReasonCodes.VolumeOfOther or ReasonCodes.Budget => Volume(facts),
        ReasonCodes.BelowThreshold => "It is expected to bring too little.",
        ReasonCodes.Outranked => facts["product"] is null ? "Other offers are expected to bring more." : $"Other offers, such as {facts.Product}, are expected to bring more.",
        ReasonCodes.Diversity => "Enough is offered from its category.",
        ReasonCodes.FollowUpNotDue => "The day to follow the offer up has not come.",
        ReasonCodes.FollowUpMax => $"The offer was followed up as often as is allowed ({facts["times"]}).",
        ReasonCodes.FollowUpRecent => $"The offer was last spoken of{On(facts)}.",
        ReasonCodes.FollowUpPlanned => "A contact about the offer is planned.",
        ReasonCodes.StaleData => facts.Date("asOf") is { } asOf ? $"What is known of the customer's {facts["data"]} is too old, as of {asOf}." : $"How old the customer's {facts["data"]} are is unknown.",
        ReasonCodes.UnknownCustomer => "Nothing is known of the customer.",
        ReasonCodes.PredicateFailed => $"Whether the condition {facts.Rule} is met is unknown{Missing(facts)}.",
        _ when facts.Code.StartsWith(ReasonCodes.PredicatePrefix, StringComparison.Ordinal) => $"The condition {facts.Rule} is not met{(facts.EvidenceCount > 0 ? $": {facts.Evidence}" : "")}.",
        _ when facts.Code.StartsWith(ReasonCodes.HoldPrefix, StringComparison.Ordinal) => $"The customer is on hold{Since(facts)}: {facts.Code[ReasonCodes.HoldPrefix.Length..]}.",
        _ => $"{facts.Code}.",
    };

    public static string Again(VetoFacts facts) => facts.NeverEnds ? "" : $"Possible again from {facts.Again}.";

    private static string Volume(VetoFacts facts)
    {
        string kind = facts.Code switch
        {
            ReasonCodes.VolumeOfProduct => "product volume",
            ReasonCodes.VolumeOfChannel => "channel volume",
            ReasonCodes.Budget => "budget",
            _ => "volume",
        };
        string what = $"{kind} {facts["volume"]}{(facts["period"] is { Length: > 0 } period ? $" of {period}" : "")}";
        return facts["left"] is "undefined" ? $"The {what} is not defined." : $"The {what} has {facts["left"]} left; {facts["asked"]} would be needed.";
    }

    private static string Since(VetoFacts facts) => facts.Date("since") is { } date ? $" since {date}" : "";

    private static string On(VetoFacts facts) => facts.Date("since") is { } date ? $" on {date}" : "";

    private static string Missing(VetoFacts facts) => facts.EvidenceCount > 0 ? $", for this is missing: {facts.Evidence}" : "";

    private static string Because(VetoFacts facts) => facts["reason"] switch
    {
        "Price" => " as too expensive",
        "NoNeed" => " for want of need",
        "NotRelevant" => " as not relevant",
        "HasElsewhere" => " because he has it elsewhere",
        "BadMoment" => ": the moment was bad",
        "Postponed" => " for the time being",
        "Trust" => " for lack of trust",
        "Channel" => ": not by this channel",
        _ => "",
    };
}
