using CrossSell.Ledger;
using CrossSell.Tests.Eligibility;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Ledger;

/// <summary>Rows past their period that stay, each because a verdict would else be another one.</summary>
public sealed class PurgeExamples
{
    private const int Now = 900;

    private static readonly RetentionPolicy s_year = new()
    {
        Offers = TimeSpan.FromDays(365), Responses = TimeSpan.FromDays(365), Holds = TimeSpan.Zero, StillNeeded = EligibilityRules.CoolDown.ToRetentionRule(),
    };

    [Fact]
    public void A_closed_complaint_stays_as_long_as_it_prolongs_a_decline_for_lack_of_trust()
    {
        Hold complaint = Complaint(until: 880);
        RootView root = Root([Market.Said(100, "home", DeclineReason.Trust)]) with { Holds = [complaint, complaint with { Id = "legal", Kind = "LEGAL" }] };

        Assert.Equal("h", Assert.Single(Left(root, s_year).Holds).Id);
        Assert.Equal("DEC.CUSTOMER_PAUSE @910", Same(root, s_year, "toner", 905));
    }

    [Fact]
    public void A_closed_complaint_goes_when_nobody_declined_for_lack_of_trust_or_its_time_is_over()
    {
        Assert.Empty(Left(Root([Market.Said(880, "home", DeclineReason.NoNeed)]) with { Holds = [Complaint(until: 880)] }, s_year).Holds);
        Assert.Empty(Left(Root([Market.Said(100, "home", DeclineReason.Trust)]) with { Holds = [Complaint(until: 860)] }, s_year).Holds);
    }

    [Fact]
    public void An_acceptance_stays_while_a_decline_is_counted_from_it()
    {
        // By itself it bars nothing any more; without it the decline of day 800 would be the second and block twice as long.
        OfferResponse accepted = Market.Said(300, "bike3", DeclineReason.NoNeed) with { Kind = OfferResponseKind.Accepted, Reason = DeclineReason.None };
        RootView root = Root([Market.Said(200, "bike2", DeclineReason.NoNeed), accepted, Market.Said(800, "bike2", DeclineReason.NoNeed)]);

        Assert.Contains(accepted, Left(root, s_year).Responses);
        Assert.Equal("DEC.COOLDOWN @1165", Same(root, s_year, "bike2", 905));
    }

    [Fact]
    public void A_correction_stays_while_what_it_corrects_stays_and_so_does_the_correction_of_a_correction()
    {
        OfferResponse wrong = Market.Said(100, "bike2", DeclineReason.NeverProduct);
        OfferResponse again = Market.Said(150, "bike3", DeclineReason.NeverProduct) with { Supersedes = wrong.Id };
        OfferResponse right = Market.Said(160, "home", DeclineReason.NoNeed) with { Kind = OfferResponseKind.Accepted, Reason = DeclineReason.None, Supersedes = again.Id };
        RootView root = Root([wrong, again, right]) with { Offers = [Market.Offered(890, "bike2", OfferState.Withdrawn)] };

        Assert.Equal([wrong, again, right], Left(root, s_year).Responses);
        Assert.Equal(" @905", Same(root, s_year, "bike2", 905));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(180, 1)]
    public void A_contact_stays_to_the_minute_as_long_as_a_limit_counts_it(int minutesInside, int left)
    {
        PolicySet policy = Policy(ContactRule.AtMost(1).Within(TimeSpan.FromDays(10)));
        Contact contact = Contact(Day(Now - 10).AddMinutes(minutesInside));
        RootView root = new() { Root = contact.Root, Contacts = [contact] };

        Assert.Equal(left, Left(root, new RetentionPolicy { Contacts = TimeSpan.Zero }, policy.Horizon).Contacts.Count);
        Assert.Equal(minutesInside <= 0, policy.Admits(Context(Contact(Day(Now)), contact)));
    }

    private static Hold Complaint(double until) => new() { Id = "h", Customer = Market.Who, Kind = "COMPLAINT", From = Day(90), To = Day(until) };

    private static RootView Root(OfferResponse[] answers) => new() { Root = SubjectKey.Of(Market.Who), Responses = answers };

    private static RootView Left(RootView root, RetentionPolicy policy, TimeSpan? horizon = null)
    {
        (RootView gone, _) = new ExpiredRows(root, policy, horizon ?? TimeSpan.Zero, Day(Now)).Find();
        return root with
        {
            Contacts = [.. root.Contacts.Except(gone.Contacts)],
            Holds = [.. root.Holds.Except(gone.Holds)],
            Offers = [.. root.Offers.Except(gone.Offers)],
            Responses = [.. root.Responses.Except(gone.Responses)],
        };
    }

    // What is said of a product, before and after.
    private static string Same(RootView root, RetentionPolicy policy, string product, double day)
    {
        string before = Told(root);
        Assert.Equal(before, Told(Left(root, policy)));
        return before;

        string Told(RootView rows) =>
            Market.Told(Market.Check(new CustomerFacts(Market.Who) { Offers = rows.Offers, Responses = rows.Responses, Holds = rows.Holds }, product, day));
    }
}
