using System.Globalization;

namespace CrossSell;

/// <summary>The words of a desk's screen. Replace any of them by <c>with</c>; what stands in braces is filled in.</summary>
/// <remarks>Immutable.</remarks>
public sealed record DeskWords
{
    /// <summary>In English.</summary>
    public static DeskWords English { get; } = new();

    /// <summary>In German.</summary>
    public static DeskWords German { get; } = new()
    {
        Culture = CultureInfo.GetCultureInfo("de"),
        Customer = "Kunde {customer}", Unknown = "Kunde {customer}: weder Käufe noch Kontakte bekannt. Stimmt die Nummer?", Class = "Klasse {class}", Paused = "bis {date} nicht anrufen oder anschreiben",
        Coverage = "{owned} von {all} Kategorien vorhanden ({share})", Gaps = "Lücken: {categories}", Competitors = "Bei anderen: {categories}", First = "Zuerst ansprechen:", CallBack = "vereinbart für {date}: {product}",
        OpenOffers = "Offene Angebote:", OpenOffer = "{product}, seit {date}{price}{until}", Price = ", Preis {price}", Until = ", gültig bis {date}", Offers = "Jetzt anbieten:", NoOffers = "Jetzt wird nichts angeboten.",
        Offer = "{rank}. {product} ({share}, Wert {value})", Hook = "Aufhänger: {text}", Objection = "Einwand: {text}", Contacts = "Letzte Kontakte:", Contact = "{date} {channel}, {direction}, {state}",
        Inbound = "vom Kunden", Outbound = "von uns", Blocked = "Nicht anbieten:", BlockedProduct = "{product}: {reason}", More = "und {count} weitere", Occasions = "Anlässe:", Warning = "Achtung: {text}",
        OccasionNames = new Dictionary<OccasionKind, string>
        {
            [OccasionKind.InboundCall] = "Anruf", [OccasionKind.InboundVisit] = "Besuch", [OccasionKind.InboundMessage] = "Nachricht", [OccasionKind.ContractEnd] = "Vertragsende", [OccasionKind.PurchaseAnniversary] = "Jahrestag des Kaufs",
            [OccasionKind.LifeEvent] = "Lebensereignis", [OccasionKind.Birthday] = "Geburtstag", [OccasionKind.CallBack] = "Rückruf", [OccasionKind.AfterSale] = "Nach dem Kauf", [OccasionKind.Referral] = "Empfehlung", [OccasionKind.OpenOffer] = "Offenes Angebot",
        },
    };

    /// <summary>Of the words, and of product names, reasons and dates.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The first line: {customer}.</summary>
    public string Customer { get; init; } = "Customer {customer}";

    /// <summary>The first line where nothing is known: {customer}.</summary>
    public string Unknown { get; init; } = "Customer {customer}: no purchases and no contacts are known. Is the number right?";

    /// <summary>Behind the customer: {class}.</summary>
    public string Class { get; init; } = "class {class}";

    /// <summary>Behind the customer: {date}.</summary>
    public string Paused { get; init; } = "not to be called or written to until {date}";

    /// <summary>How much he has: {owned}, {all}, {share}.</summary>
    public string Coverage { get; init; } = "{owned} of {all} categories owned ({share})";

    /// <summary>What he lacks: {categories}.</summary>
    public string Gaps { get; init; } = "Gaps: {categories}";

    /// <summary>What he has with others: {categories}.</summary>
    public string Competitors { get; init; } = "With others: {categories}";

    /// <summary>Above agreed call-backs.</summary>
    public string First { get; init; } = "Speak of first:";

    /// <summary>An agreed call-back: {date}, {product}.</summary>
    public string CallBack { get; init; } = "agreed for {date}: {product}";

    /// <summary>Above other occasions.</summary>
    public string Occasions { get; init; } = "Occasions:";

    /// <summary>Above open offers.</summary>
    public string OpenOffers { get; init; } = "Open offers:";

    /// <summary>An open offer: {product}, {date}, {price}, {until}.</summary>
    public string OpenOffer { get; init; } = "{product}, since {date}{price}{until}";

    /// <summary>The price of an open offer: {price}.</summary>
    public string Price { get; init; } = ", price {price}";

    /// <summary>The end of an open offer: {date}.</summary>
    public string Until { get; init; } = ", valid until {date}";

    /// <summary>Above the offers.</summary>
    public string Offers { get; init; } = "Offer now:";

    /// <summary>Where nothing is offered.</summary>
    public string NoOffers { get; init; } = "Nothing is offered now.";

    /// <summary>An offer: {rank}, {product}, {share}, {value}.</summary>
    public string Offer { get; init; } = "{rank}. {product} ({share}, worth {value})";

    /// <summary>A reason to listen: {text}.</summary>
    public string Hook { get; init; } = "Hook: {text}";

    /// <summary>What to say to an objection: {text}.</summary>
    public string Objection { get; init; } = "Objection: {text}";

    /// <summary>Above the last contacts.</summary>
    public string Contacts { get; init; } = "Last contacts:";

    /// <summary>A contact: {date}, {channel}, {direction}, {state}.</summary>
    public string Contact { get; init; } = "{date} {channel}, {direction}, {state}";

    /// <summary>A contact that the customer began.</summary>
    public string Inbound { get; init; } = "from the customer";

    /// <summary>A contact that we began.</summary>
    public string Outbound { get; init; } = "from us";

    /// <summary>Above what is not offered.</summary>
    public string Blocked { get; init; } = "Do not offer:";

    /// <summary>A product that is not offered: {product}, {reason}.</summary>
    public string BlockedProduct { get; init; } = "{product}: {reason}";

    /// <summary>Behind a list that was cut: {count}.</summary>
    public string More { get; init; } = "and {count} more";

    /// <summary>What speaks for caution: {text}.</summary>
    public string Warning { get; init; } = "Note: {text}";

    /// <summary>The names of occasions; one without a name goes by that of its kind.</summary>
    public IReadOnlyDictionary<OccasionKind, string> OccasionNames { get; init; } = new Dictionary<OccasionKind, string>
    {
        [OccasionKind.InboundCall] = "call", [OccasionKind.InboundVisit] = "visit", [OccasionKind.InboundMessage] = "message", [OccasionKind.ContractEnd] = "end of contract", [OccasionKind.PurchaseAnniversary] = "anniversary of a purchase",
        [OccasionKind.LifeEvent] = "life event", [OccasionKind.Birthday] = "birthday", [OccasionKind.CallBack] = "call-back", [OccasionKind.AfterSale] = "after a sale", [OccasionKind.Referral] = "referral", [OccasionKind.OpenOffer] = "open offer",
    };

    /// <summary>German for <c>de</c> and its regions, else English.</summary>
    /// <param name="culture">The reader's.</param>
    public static DeskWords For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal) ? German : English;
    }
}
