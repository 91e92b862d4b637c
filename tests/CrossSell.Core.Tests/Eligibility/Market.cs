using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Eligibility;

/// <summary>A small catalogue with every relation, and short ways to write facts.</summary>
internal static class Market
{
    public static readonly CustomerId Who = new("c");

    public static ProductCatalog Catalog { get; } = new(
        [
            P("bike"), P("bike2") with { EquivalenceSet = "bikes" }, P("bike3") with { EquivalenceSet = "bikes", Category = "Road" },
            P("card") with { Ladder = "card", Rank = 1, ExclusiveGroup = "one card" }, P("gold") with { Ladder = "card", Rank = 2, ExclusiveGroup = "one card" }, P("rival") with { ExclusiveGroup = "one card" },
            P("theft") with { Category = "Road" }, P("home") with { Price = 100m, Category = "Property" }, P("all") with { Category = "Property" },
            P("toner") with { Kind = ProductKind.Repurchasable },
            P("season") with { AvailableFrom = Day(10), AvailableUntil = Day(60) }, P("local") with { Regions = ["DE"], Channels = ["phone"], StockKey = "local" },
        ],
        [
            new(new("theft"), ProductRelationKind.Requires, new("bike")) { Window = TimeSpan.FromDays(5) },
            new(new("home"), ProductRelationKind.CoveredBy, new("all")),
            new(new("bike"), ProductRelationKind.IncompatibleWith, new("rival")),
            new(new("card"), ProductRelationKind.UpSellTo, new("gold")) { Window = TimeSpan.FromDays(90) },
        ],
        [new("Road", "Outdoor")]);

    private static Product P(string id) => new() { Id = new ProductId(id) };

    public static CustomerFacts Facts(params Ownership[] holdings) => new(Who) { Holdings = holdings };

    public static Ownership Has(string product, double? from = null, double? until = null, OwnershipSource source = OwnershipSource.Own) =>
        new(new ProductId(product)) { From = from is { } f ? Day(f) : null, Until = until is { } u ? Day(u) : null, Source = source };

    public static OfferResponse Said(double day, string product, DeclineReason reason, double? until = null, decimal? price = null, string? talk = null, string offer = "o") => new()
    {
        Id = FormattableString.Invariant($"r{day}{product}{reason}"),
        OfferId = offer,
        Customer = Who,
        Product = new ProductId(product),
        Kind = reason == DeclineReason.Postponed ? OfferResponseKind.Postponed : OfferResponseKind.Declined,
        Reason = reason,
        Until = until is { } u ? Day(u) : null,
        Conversation = talk ?? FormattableString.Invariant($"t{day}"),
        At = Day(day),
        Price = price,
    };

    public static Offer Offered(double day, string product, OfferState state = OfferState.Presented, int presentations = 1, double? validUntil = null, string id = "o") => new()
    {
        Id = id,
        Customer = Who,
        Product = new ProductId(product),
        EquivalenceSet = product,
        State = state,
        CreatedAt = Day(day),
        LastPresentedAt = Day(day),
        Presentations = presentations,
        ValidUntil = validUntil is { } v ? Day(v) : null,
    };

    public static EligibilityVerdict Check(CustomerFacts facts, string product, double day, EligibilityRules? rules = null, OfferMode mode = OfferMode.Outbound, string? channel = null) =>
        new EligibilityChecker(Catalog, rules ?? EligibilityRules.CoolDown).Check(facts, new ProductId(product), new EligibilityRequest(Day(day)) { Mode = mode, Channel = channel });

    /// <summary>The codes, and from when on the product is eligible, in days: <c>OWN.SAME @30</c>.</summary>
    public static string Told(EligibilityVerdict verdict) => string.Join(' ', verdict.Vetoes.Select(v => v.Code))
        + (verdict.EligibleAgainAt is { } at ? FormattableString.Invariant($" @{(at - Day0).TotalDays}") : " never");
}
