using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.ContactPolicy;

public sealed class AdviceTests
{
    private static readonly ContactRule OneCall = ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)).By("phone");

    private static AdmissionContext SecondCall => Context(Contact(Day(2)), Contact(Day(0)));

    [Fact]
    public void What_is_admitted_proceeds() => Assert.Equal(ContactAdviceKind.Proceed, Policy(OneCall).Advise(Context(Contact(Day(0)))).Kind);

    [Fact]
    public void A_rule_suppresses_unless_it_says_otherwise() => Assert.Equal((ContactAdviceKind.Suppress, null), Kind(Policy(OneCall).Advise(SecondCall, ["email"])));

    [Fact]
    public void A_contact_is_deferred_to_the_next_allowed_instant_within_the_delay()
    {
        Assert.Equal((ContactAdviceKind.Defer, Day(7)), Kind(Policy(OneCall.Then(HitAction.DeferWithin(TimeSpan.FromDays(5)))).Advise(SecondCall)));
        Assert.Equal((ContactAdviceKind.Suppress, null), Kind(Policy(OneCall.Then(HitAction.DeferWithin(TimeSpan.FromDays(4)))).Advise(SecondCall)));
    }

    [Fact]
    public void Another_channel_is_tried_in_the_order_given()
    {
        PolicySet policy = Policy(OneCall.Then(HitAction.TryOtherChannel), ContactRule.AtMost(0).InLifetime().By("fax"));

        ContactAdvice advice = policy.Advise(SecondCall, ["fax", "email", "letter"]);

        Assert.Equal((ContactAdviceKind.OtherChannel, "email", Day(2)), (advice.Kind, advice.Channel, advice.At));
        Assert.Equal(ContactAdviceKind.Suppress, policy.Advise(SecondCall, ["fax"]).Kind);
    }

    [Fact]
    public void One_rule_that_suppresses_wins()
    {
        PolicySet policy = Policy(OneCall.Then(HitAction.TryOtherChannel), ContactRule.AtMost(1).InLifetime());

        Assert.Equal(ContactAdviceKind.Suppress, policy.Advise(SecondCall, ["email"]).Kind);
    }

    private static (ContactAdviceKind, DateTimeOffset?) Kind(ContactAdvice advice) => (advice.Kind, advice.At);
}
