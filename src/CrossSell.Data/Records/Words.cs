using System.Collections.Frozen;
using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>What words in files of records stand for, English and German, spelled as <see cref="HeaderName"/> compares them.</summary>
internal static class Words
{
    public const string ExpectedReason =
        "a reason: bad moment, postponed, price, no need, not relevant, has elsewhere, channel, trust, never product or never any; or nothing";

    public static readonly FrozenDictionary<string, OwnershipSource> Source = Of(
        (OwnershipSource.Own, ["own", "owned", "eigen", "bestand", "vertrag"]),
        (OwnershipSource.PendingOrder, ["pending", "pendingorder", "ordered", "bestellt", "beantragt", "antrag"]),
        (OwnershipSource.Competitor, ["competitor", "elsewhere", "wettbewerber", "wettbewerb", "fremd", "anderweitig"]));

    public static readonly FrozenDictionary<string, OfferResponseKind> Answer = Of(
        (OfferResponseKind.Accepted, ["accepted", "yes", "angenommen", "ja"]),
        (OfferResponseKind.Declined, ["declined", "refused", "no", "abgelehnt", "nein"]),
        (OfferResponseKind.NoResponse, ["noresponse", "none", "keineantwort", "keine"]),
        (OfferResponseKind.Postponed, ["postponed", "later", "verschoben", "spaeter"]));

    public static readonly FrozenDictionary<string, DeclineReason> Reason = Of(
        (DeclineReason.None, ["none", "notstated", "unknown", "keineangabe", "unbekannt"]),
        (DeclineReason.BadMoment, ["badmoment", "ungelegen", "schlechterzeitpunkt", "falschermoment"]),
        (DeclineReason.Postponed, ["postponed", "later", "verschoben", "spaeter"]),
        (DeclineReason.Price, ["price", "preis", "zuteuer"]),
        (DeclineReason.NoNeed, ["noneed", "keinbedarf"]),
        (DeclineReason.NotRelevant, ["notrelevant", "irrelevant", "nichtrelevant", "passtnicht"]),
        (DeclineReason.HasElsewhere, ["haselsewhere", "elsewhere", "anderweitig", "woandersvorhanden", "beimwettbewerb"]),
        (DeclineReason.Channel, ["channel", "kanal"]),
        (DeclineReason.Trust, ["trust", "vertrauen", "beschwerde"]),
        (DeclineReason.NeverProduct, ["neverproduct", "never", "niedieses", "nie"]),
        (DeclineReason.NeverAny, ["neverany", "nevercontact", "garnichts", "niewieder", "widerspruch"]));

    public static readonly FrozenDictionary<string, OfferState> State = Of(
        (OfferState.Draft, ["draft", "entwurf"]),
        (OfferState.Presented, ["presented", "praesentiert", "vorgestellt"]),
        (OfferState.Open, ["open", "offen"]),
        (OfferState.Accepted, ["accepted", "angenommen"]),
        (OfferState.Declined, ["declined", "abgelehnt"]),
        (OfferState.Postponed, ["postponed", "verschoben"]),
        (OfferState.Expired, ["expired", "abgelaufen"]),
        (OfferState.Withdrawn, ["withdrawn", "zurueckgezogen"]));

    public static readonly FrozenDictionary<string, ContactState> Outcome = Of(
        (ContactState.Unknown, ["unknown", "unbekannt"]),
        (ContactState.Sent, ["sent", "gesendet", "versandt"]),
        (ContactState.Delivered, ["delivered", "zugestellt"]),
        (ContactState.Answered, ["answered", "beantwortet", "erreicht"]),
        (ContactState.Bounced, ["bounced", "unzustellbar"]),
        (ContactState.NoAnswer, ["noanswer", "nichterreicht"]));

    public static readonly FrozenDictionary<string, ContactDirection> Direction = Of(
        (ContactDirection.Outbound, ["outbound", "out", "ausgehend"]), (ContactDirection.Inbound, ["inbound", "in", "eingehend"]));

    public static readonly FrozenDictionary<string, ContactPurpose> Purpose = Of(
        (ContactPurpose.Marketing, ["marketing", "werbung"]),
        (ContactPurpose.Service, ["service"]),
        (ContactPurpose.Contractual, ["contractual", "contract", "vertraglich", "vertrag"]));

    public static readonly FrozenDictionary<string, ConsentBasis> Basis = Of(
        (ConsentBasis.OptIn, ["optin", "einwilligung"]),
        (ConsentBasis.ExistingCustomer, ["existingcustomer", "bestandskunde"]),
        (ConsentBasis.LegitimateInterest, ["legitimateinterest", "berechtigtesinteresse"]),
        (ConsentBasis.BusinessPresumed, ["businesspresumed", "b2b", "mutmasslich"]));

    public static readonly FrozenDictionary<string, bool> Granted = Of(
        (true, ["granted", "given", "yes", "true", "1", "erteilt", "ja"]), (false, ["withdrawn", "refused", "no", "false", "0", "widerrufen", "entzogen", "nein"]));

    private static FrozenDictionary<string, T> Of<T>(params (T Meaning, string[] Words)[] all) =>
        all.SelectMany(one => one.Words.Select(word => (word, one.Meaning))).ToFrozenDictionary(p => p.word, p => p.Meaning, StringComparer.Ordinal);
}
