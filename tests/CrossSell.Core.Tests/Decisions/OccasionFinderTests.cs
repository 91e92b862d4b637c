using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Decisions;

public class OccasionFinderTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProductId Car = new("car");
    private static readonly CustomerFacts Someone = new(new CustomerId("C-1"));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void A_contract_is_an_occasion_in_the_ninety_days_before_its_end(int daysToEnd, bool isOne)
    {
        CustomerFacts facts = Someone with { Holdings = [new Ownership(Car) { From = Now.AddYears(-3).AddDays(100), Until = Now.AddDays(daysToEnd) }] };
        Assert.Equal(isOne, Find(facts).Any(one => one.Kind == OccasionKind.ContractEnd && one.Product == Car));
    }

    [Theory]
    [InlineData(-15, false)]
    [InlineData(-14, true)]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public void The_day_of_a_purchase_comes_round_each_year_while_it_is_held(int daysAfter, bool isOne)
    {
        CustomerFacts facts = Someone with { Holdings = [new Ownership(Car) { From = Now.AddYears(-2).AddDays(-daysAfter) }] };
        Assert.Equal(isOne, Find(facts).Any(one => one.Kind == OccasionKind.PurchaseAnniversary));
        Assert.DoesNotContain(Find(facts with { Holdings = [facts.Holdings[0] with { Until = Now.AddDays(-1) }] }), one => one.Kind == OccasionKind.PurchaseAnniversary);
    }

    [Fact]
    public void A_new_contract_is_no_anniversary_but_asks_after_five_days_whether_all_is_well()
    {
        CustomerFacts At(int days) => Someone with { Holdings = [new Ownership(Car) { From = Now.AddDays(-days) }] };
        Assert.Empty(Find(At(4)));
        Occasion after = Assert.Single(Find(At(6)));
        Assert.Equal(OccasionKind.AfterSale, after.Kind);
        Assert.False(after.IsSelling);
        Assert.Empty(Find(At(22)));
    }

    [Fact]
    public void What_was_agreed_comes_first_and_holds_while_it_is_the_last_word()
    {
        OfferResponse later = Answer("1", OfferResponseKind.Postponed, -20) with { Until = Now.AddDays(-2) };
        CustomerFacts facts = Someone with { Responses = [later], Holdings = [new Ownership(new ProductId("home")) { From = Now.AddYears(-1).AddDays(-5) }] };
        Assert.Equal([OccasionKind.CallBack, OccasionKind.PurchaseAnniversary], Find(facts).Select(one => one.Kind));
        Assert.Equal("offer", Find(facts)[0].Offer);
        Assert.DoesNotContain(Find(facts with { Responses = [later, Answer("2", OfferResponseKind.Declined, -1)] }), one => one.Kind == OccasionKind.CallBack);
        Assert.DoesNotContain(Find(facts with { Responses = [later with { Until = Now.AddDays(2) }] }), one => one.Kind == OccasionKind.CallBack);
        Assert.DoesNotContain(Find(facts with { Responses = [later with { Until = Now.AddDays(-31) }] }), one => one.Kind == OccasionKind.CallBack);
    }

    [Theory]
    [InlineData("1980-06-05", true)]
    [InlineData("1980-05-26", true)]
    [InlineData("1980-06-20", false)]
    public void Birthdays_are_kept_for_a_week_before_and_after(string born, bool isOne) =>
        Assert.Equal(isOne, new OccasionFinder().Find(Someone, Now, DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture)).Any(one => one.Kind == OccasionKind.Birthday));

    [Fact]
    public void Birthdays_at_new_year_and_of_leap_days_are_found()
    {
        var finder = new OccasionFinder();
        Assert.Single(finder.Find(Someone, new DateTimeOffset(2026, 12, 30, 0, 0, 0, TimeSpan.Zero), new DateOnly(1970, 1, 2)));
        Assert.Single(finder.Find(Someone, new DateTimeOffset(2027, 1, 3, 0, 0, 0, TimeSpan.Zero), new DateOnly(1970, 12, 31)));
        Assert.Equal(new DateTimeOffset(2027, 2, 28, 0, 0, 0, TimeSpan.Zero), Assert.Single(finder.Find(Someone, new DateTimeOffset(2027, 2, 25, 0, 0, 0, TimeSpan.Zero), new DateOnly(1988, 2, 29))).At);
    }

    [Fact]
    public void Life_events_count_for_sixty_days()
    {
        var finder = new OccasionFinder();
        Occasion moved = Assert.Single(finder.Find(Someone, Now, events: [("moved", Now.AddDays(-10)), ("married", Now.AddDays(-61)), ("retires", Now.AddDays(1))]));
        Assert.Equal("moved", moved.Event);
    }

    [Fact]
    public void Kinds_can_be_switched_off_and_wrong_spans_are_named()
    {
        CustomerFacts facts = Someone with { Holdings = [new Ownership(Car) { From = Now.AddYears(-2), Until = Now.AddDays(30) }] };
        Assert.Empty(new OccasionFinder(new OccasionRules { BeforeContractEnd = null, AroundAnniversary = null }).Find(facts, Now));
        Assert.Contains("AfterSaleWindow is 00:00:00", Assert.Throws<ArgumentException>(() => new OccasionFinder(new OccasionRules { AfterSaleWindow = TimeSpan.Zero })).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Occasion> Find(CustomerFacts facts) => new OccasionFinder().Find(facts, Now);

    private static OfferResponse Answer(string id, OfferResponseKind kind, int days) => new()
    {
        Id = id, OfferId = "offer", Customer = Someone.Customer, Product = Car, Kind = kind, Conversation = id, At = Now.AddDays(days),
    };
}
