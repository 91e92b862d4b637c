using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;
using static CrossSell.Tests.Eligibility.Market;

namespace CrossSell.Tests.Eligibility;

public sealed class ContactClassRuleTests
{
    private static ClassChange? Judge(string? customerClass, params OfferResponse[] said) =>
        ContactClassRule.Default.Judge(Who, said, customerClass, DeclineTable.Default, said[^1].At);

    [Fact]
    public void After_three_conversations_with_declines_an_unclassified_customer_is_one_of_little_potential()
    {
        OfferResponse[] thrice = [Said(0, "bike", DeclineReason.NoNeed), Said(9, "home", DeclineReason.Price), Said(20, "card", DeclineReason.NotRelevant)];

        Assert.Null(Judge("O", thrice[0]));
        Assert.Null(Judge("O", thrice[..2]));
        ClassChange change = Judge("O", thrice)!;
        Assert.Equal(("O", "C", Day(20), Day(80)), (change.From, change.To, change.At, change.PausedUntil));
        Assert.Equal(("A", "A", Day(80)), (Judge("A", thrice)!.From, Judge("A", thrice)!.To, Judge("A", thrice)!.PausedUntil));
    }

    [Fact]
    public void The_ledger_takes_the_rule_with_the_class_that_stands()
    {
        OfferResponse[] thrice = [Said(0, "bike", DeclineReason.NoNeed), Said(9, "home", DeclineReason.Price), Said(20, "card", DeclineReason.NotRelevant)];
        ClassRule rule = ContactClassRule.Default.ToClassRule();

        ClassChange change = rule(thrice, [new ClassChange { Customer = Who, At = Day(0), To = "O", Reason = "new" }], thrice[2], Day(21))!;

        Assert.Equal(("O", "C", Day(21), Day(81)), (change.From, change.To, change.At, change.PausedUntil));
        Assert.Null(rule(thrice[..2], [], thrice[1], Day(21)));
    }

    [Fact]
    public void Bad_moments_one_conversation_old_answers_and_those_before_a_purchase_do_not_count()
    {
        Assert.Null(Judge("O", Said(0, "bike", DeclineReason.BadMoment), Said(1, "home", DeclineReason.NoNeed), Said(2, "card", DeclineReason.NoNeed)));
        Assert.Null(Judge("O", Said(0, "bike", DeclineReason.NoNeed, talk: "t"), Said(0.1, "home", DeclineReason.NoNeed, talk: "t"), Said(0.2, "card", DeclineReason.NoNeed, talk: "t")));
        Assert.Null(Judge("O", Said(0, "bike", DeclineReason.NoNeed), Said(300, "home", DeclineReason.NoNeed), Said(366, "card", DeclineReason.NoNeed)));
        Assert.Null(Judge("O", Said(0, "bike", DeclineReason.NoNeed), Said(1, "all", DeclineReason.NoNeed) with { Kind = OfferResponseKind.Accepted }, Said(2, "home", DeclineReason.NoNeed), Said(3, "card", DeclineReason.NoNeed)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactClassRule.Default with { Conversations = 1 });
    }
}
