namespace CrossSell.Eligibility;

/// <summary>Vetoes in German.</summary>
internal static class GermanVetoText
{
    public static string Of(VetoFacts facts) => facts.Code switch
    {
        ReasonCodes.OwnedSame => $"Der Kunde besitzt es bereits{Since(facts)}.",
        ReasonCodes.OwnedEquivalent => $"Der Kunde besitzt{Since(facts)} das gleichwertige Produkt {facts.Product}.",
        ReasonCodes.OwnedCovered => $"Es ist in {facts.Product} enthalten; das besitzt der Kunde{Since(facts)}.",
        ReasonCodes.OwnedHigherTier => $"Der Kunde besitzt{Since(facts)} das bessere Produkt {facts.Product}.",
        ReasonCodes.OwnedPendingOrder => $"Der Kunde hat {facts.Product} bestellt oder im Warenkorb.",
        ReasonCodes.OwnedCompetitor => $"Der Kunde hat {facts.Product}{Since(facts)} bei einem anderen Anbieter.",
        ReasonCodes.PrerequisiteMissing => $"Es setzt {facts.Product} voraus; das besitzt der Kunde nicht.",
        ReasonCodes.Incompatible => $"Es verträgt sich nicht mit {facts.Product}; das besitzt der Kunde.",
        ReasonCodes.ExclusiveGroup => $"Aus dieser Gruppe ist nur ein Produkt möglich, und der Kunde besitzt {facts.Product}.",
        ReasonCodes.FollowsTooSoon => $"Der Kunde besitzt {facts.Product} noch nicht lange genug.",
        ReasonCodes.DeclinedNever => facts["reason"] is "NeverProduct" or "NeverAny" ? $"Der Kunde hat{On(facts)} gesagt, dass er es nie möchte." : $"Der Kunde hat {facts.Product}{On(facts)} abgelehnt und wird nicht mehr gefragt.",
        ReasonCodes.DeclinedCooldown => $"Der Kunde hat {facts.Product}{On(facts)} abgelehnt{Because(facts)}.",
        ReasonCodes.DeclinedCategory => $"Der Kunde hat{On(facts)} {facts.Product} aus derselben Kategorie abgelehnt.",
        ReasonCodes.CustomerPause => $"Der Kunde wird in Ruhe gelassen nach dem, was er{On(facts)} gesagt hat{Because(facts)}.",
        ReasonCodes.OfferOpen => facts.Date("since") is { } since ? $"Seit {since} ist ein Angebot dazu offen." : "Ein Angebot dazu ist offen.",
        ReasonCodes.OfferRecent => $"Es wurde zuletzt{On(facts)} angeboten.",
        ReasonCodes.OfferMaxPresented => $"Es wurde {facts["times"]}-mal ohne Antwort vorgestellt, zuletzt{On(facts)}.",
        ReasonCodes.OfferOnceOnly => $"Es wurde{On(facts)} vorgestellt und wird nicht zweimal angeboten.",
        ReasonCodes.AvailableDates => facts.Date("from") is { } from ? $"Es wird erst ab {from} verkauft." : $"Es wurde nur bis {facts.Date("until")} verkauft.",
        ReasonCodes.AvailableRegion => facts["region"] is { } region ? $"In {region} wird es nicht verkauft." : "Es wird nicht überall verkauft, und die Region des Kunden ist unbekannt.",
        ReasonCodes.AvailableChannel => $"Über den Kanal {facts["channel"]} wird es nicht verkauft.",
        ReasonCodes.AvailableStock => facts["available"] is null ? "Der Bestand ist unbekannt." : "Es ist nicht vorrätig.",
        ReasonCodes.NotInCatalog => "Es steht nicht im Katalog.",
        ReasonCodes.Objection => $"Der Kunde hat{On(facts)} widersprochen.",
        ReasonCodes.NoOptIn => $"Für den Kanal {facts["channel"]} liegt keine Einwilligung des Kunden vor.",
        ReasonCodes.ConsentExpired => $"Die Einwilligung für den Kanal {facts["channel"]} ist abgelaufen.",
        ReasonCodes.NoEvidence => $"Die Einwilligung für den Kanal {facts["channel"]} lässt sich nicht belegen.",
        ReasonCodes.Unreachable => $"Über den Kanal {facts["channel"]} ist der Kunde nicht erreichbar.",
        ReasonCodes.ContactCap => $"Das Limit von {facts["limit"]} je {Window(facts)} ist erreicht ({facts.Rule}).",
        ReasonCodes.ContactGap => $"Ein anderer Kontakt liegt näher als {Window(facts)} ({facts.Rule}).",
        ReasonCodes.QuietTime => $"Beim Kunden ist Ruhezeit ({facts.Rule}).",
        ReasonCodes.PlannedLater => "Der Kontakt ist für einen späteren Zeitpunkt geplant.",
        ReasonCodes.PlannedAlready => "Ein Kontakt dazu ist in dieser Kampagne schon geplant oder erfolgt.",
        ReasonCodes.SlotOver => "Die vorgesehene Zeit ist vorüber.",
        ReasonCodes.PropensityUnknown => "Wie wahrscheinlich der Kunde es nimmt, ist unbekannt.",
        ReasonCodes.UniversalHoldout => "Der Kunde wird in diesem Jahr von keiner Kampagne angesprochen, damit sich messen lässt, was Kampagnen bringen.",
        ReasonCodes.ControlGroup => "Der Kunde gehört zur Kontrollgruppe der Kampagne.",
        ReasonCodes.VolumeOfProduct or ReasonCodes.VolumeOfChannel or ReasonCodes.VolumeOfOther or ReasonCodes.Budget => Volume(facts),
        ReasonCodes.BelowThreshold => "Es verspricht zu wenig Ertrag.",
        ReasonCodes.Outranked => facts["product"] is null ? "Andere Angebote versprechen mehr." : $"Andere Angebote wie {facts.Product} versprechen mehr.",
        ReasonCodes.Diversity => "Aus der Kategorie wird bereits genug angeboten.",
        ReasonCodes.FollowUpNotDue => "Der Tag zum Nachfassen ist noch nicht da.",
        ReasonCodes.FollowUpMax => $"Beim Angebot wurde so oft nachgefasst wie erlaubt ({facts["times"]}).",
        ReasonCodes.FollowUpRecent => $"Über das Angebot wurde zuletzt{On(facts)} gesprochen.",
        ReasonCodes.FollowUpPlanned => "Ein Kontakt zum Angebot ist geplant.",
        ReasonCodes.StaleData => facts.Date("asOf") is { } asOf ? $"{Data(facts)} sind zu alt: Stand {asOf}." : $"{Data(facts)} haben keinen bekannten Stand.",
        ReasonCodes.UnknownCustomer => "Über den Kunden ist nichts bekannt.",
        ReasonCodes.PredicateFailed => $"Ob die Bedingung {facts.Rule} erfüllt ist, ist unbekannt{(facts.EvidenceCount > 0 ? $"; es fehlt: {facts.Evidence}" : "")}.",
        _ when facts.Code.StartsWith(ReasonCodes.PredicatePrefix, StringComparison.Ordinal) => $"Die Bedingung {facts.Rule} ist nicht erfüllt{(facts.EvidenceCount > 0 ? $": {facts.Evidence}" : "")}.",
        _ when facts.Code.StartsWith(ReasonCodes.HoldPrefix, StringComparison.Ordinal) => $"Für den Kunden gilt{Since(facts)} eine Sperre: {facts.Code[ReasonCodes.HoldPrefix.Length..]}.",
        _ => $"{facts.Code}.",
    };

    public static string Again(VetoFacts facts) => facts.NeverEnds ? "" : $"Wieder möglich ab {facts.Again}.";

    private static string Volume(VetoFacts facts)
    {
        string kind = facts.Code switch
        {
            ReasonCodes.VolumeOfProduct => "Produktkontingent",
            ReasonCodes.VolumeOfChannel => "Kanalkontingent",
            ReasonCodes.Budget => "Budget",
            _ => "Kontingent",
        };
        string what = $"{kind} {facts["volume"]}{(facts["period"] is { Length: > 0 } period ? $" für {period}" : "")}";
        return facts["left"] is "undefined" ? $"Das {what} ist nicht festgelegt." : $"Im {what} sind {facts["left"]} übrig; nötig wären {facts["asked"]}.";
    }

    private static string Since(VetoFacts facts) => facts.Date("since") is { } date ? $" seit {date}" : "";

    private static string On(VetoFacts facts) => facts.Date("since") is { } date ? $" am {date}" : "";

    private static string Data(VetoFacts facts) => facts["data"] is "consent" ? "Die Angaben zu Einwilligungen" : "Die Angaben zum Besitz";

    private static string Window(VetoFacts facts)
    {
        string window = facts["window"] ?? "";
        return window switch
        {
            "day" => "Kalendertag",
            "week" => "Kalenderwoche",
            "month" => "Monat",
            "quarter" => "Quartal",
            "year" => "Jahr",
            "lifetime" => "Kunde",
            "campaign" => "Kampagne",
            "offer" => "Angebot",
            _ when window.EndsWith(" days", StringComparison.Ordinal) => $"{window[..^5]} Kalendertage",
            _ => window.Replace("d", " Tage ", StringComparison.Ordinal).Replace("h", " Std. ", StringComparison.Ordinal).Replace("m", " Min. ", StringComparison.Ordinal).Trim(),
        };
    }

    private static string Because(VetoFacts facts) => facts["reason"] switch
    {
        "Price" => ": zu teuer",
        "NoNeed" => ": kein Bedarf",
        "NotRelevant" => ": passt nicht",
        "HasElsewhere" => ": anderswo versorgt",
        "BadMoment" => ": ungünstiger Augenblick",
        "Postponed" => ": später",
        "Trust" => ": fehlendes Vertrauen",
        "Channel" => ": nicht auf diesem Weg",
        _ => "",
    };
}
