using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Decisions;

public sealed class ContactPlanTests : IDisposable
{
    // A Monday, 6 o'clock in Berlin.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);
    private static readonly ContactPlanRules Rules = new() { Zone = "Europe/Berlin", Channels = new Dictionary<string, PlanChannel> { ["phone"] = new(Cost: 2), ["email"] = new(Cost: 0.1) } };
    private readonly ManualClock _clock = new(Start);
    private CrossSellEngine _engine = null!;

    [Fact]
    public async Task Who_answers_in_the_evening_by_phone_is_called_then_and_who_is_unknown_like_everybody()
    {
        Start_(new PolicySetBuilder().Build());
        await Made("Eve", "phone", hour: 16, times: 12, answered: 12);
        await Made("Eve", "phone", hour: 9, times: 12, answered: 0);
        for (int i = 0; i < 30; i++)
        {
            await Made($"other {i}", "email", hour: 9, times: 2, answered: i % 2);
        }

        ContactHabits habits = await _engine.LearnHabitsAsync("main");
        Assert.Equal(["email", "phone"], habits.Channels);
        Assert.True(habits.AnswerChance(new CustomerId("Eve"), "phone", 5) > 0.8);
        Assert.True(habits.AnswerChance(new CustomerId("Eve"), "phone", 3) < 0.3);
        Assert.Equal(habits.AnswerChance(new CustomerId("nobody"), "email", 3), habits.AnswerChance(new CustomerId("no other"), "email", 3));

        ContactPlan plan = await _engine.PlanContactsAsync([Wish("Eve", 100), Wish("nobody", 100)], habits, Rules);
        ScheduledContact eve = plan.Contacts.Single(one => one.Wish.Request.Customer.Value == "Eve");
        Assert.Equal(("phone", new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero)), (eve.Request.Channel, eve.Request.At));
        Assert.Equal((eve.AnswerChance * 100) - 2, eve.Worth, 12);
    }

    [Fact]
    public void Shares_are_those_of_beta_distributions_one_inside_the_other()
    {
        Contact[] contacts = [.. Enumerable.Range(0, 10).Select(i => Past("A", i, i < 3)), .. Enumerable.Range(10, 6).Select(i => Past("B", i, i < 15))];
        var habits = ContactHabits.Of(contacts, strength: 4, hoursASlot: 24);
        double all = (8 + (4 * 0.5)) / 20, channel = (8 + (4 * all)) / 20, atTime = (8 + (4 * channel)) / 20, his = (3 + (4 * channel)) / 14;
        double odds = his / (1 - his) * (atTime / (1 - atTime)) / (channel / (1 - channel));
        Assert.Equal((3 + (4 * odds / (1 + odds))) / 14, habits.AnswerChance(new CustomerId("A"), "phone", 0), 12);
        Assert.Equal(0.5, ContactHabits.Of([]).AnswerChance(new CustomerId("A"), "phone", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactHabits.Of([], hoursASlot: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactHabits.Of([], strength: 0));
    }

    [Fact]
    public async Task A_plan_keeps_limits_gaps_and_capacities_and_every_contact_of_it_is_taken_by_the_ledger()
    {
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(14)).Named("two")).Add(ContactRule.MinGap(TimeSpan.FromDays(3)).Named("gap")).Build();
        Start_(policy);
        await Made("C-0", "phone", hour: 9, times: 1, answered: 1);
        ContactWish[] wishes = [.. Enumerable.Range(0, 40).Select(i => Wish($"C-{i % 10}", 10 + i, $"w{i}"))];
        var rules = Rules with { Weeks = 3, Channels = new Dictionary<string, PlanChannel> { ["phone"] = new(1, CapacityAWeek: 4), ["email"] = new(0.5, CapacityAWeek: 7) } };
        ContactPlan plan = await _engine.PlanContactsAsync(wishes, await _engine.LearnHabitsAsync("main"), rules);

        Assert.Equal(wishes.Length, plan.Contacts.Count + plan.LeftOut.Count);
        Assert.InRange(plan.Contacts.Count, 25, 33);
        Assert.All(plan.Contacts.GroupBy(one => (one.Request.Channel, one.Week)), week => Assert.True(week.Count() <= rules.Channels[week.Key.Channel].CapacityAWeek));
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        foreach (ScheduledContact one in plan.Contacts)
        {
            DateTime local = TimeZoneInfo.ConvertTime(one.Request.At!.Value, berlin).DateTime;
            Assert.InRange(local.Hour, 9, 17);
            Assert.DoesNotContain(local.DayOfWeek, new[] { DayOfWeek.Saturday, DayOfWeek.Sunday });
            Assert.True(one.Request.At < Start.AddDays(21));
        }

        foreach (ScheduledContact one in plan.Contacts)
        {
            Assert.True((await _engine.ReserveAsync(one.Request)).IsAccepted);
        }

        Assert.All(plan.LeftOut, left => Assert.NotEmpty(left.Reasons));
        ContactPlan again = await _engine.PlanContactsAsync([.. wishes.Reverse().Select(wish => wish with { Request = wish.Request with { IdempotencyKey = wish.Request.IdempotencyKey + "'" } })], ContactHabits.Of([]), rules);
        Assert.True(again.Contacts.Count + plan.Contacts.Count <= 60);
    }

    [Fact]
    public async Task The_order_of_wishes_changes_nothing_agreed_ones_come_first_and_objections_leave_out()
    {
        Start_(new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(60)).Named("twice")).Build());
        await _engine.Ledger.RecordObjectionAsync(CustomerRef.Of(new CustomerId("No")));
        ContactWish agreed = Wish("A", 0, "agreed", Start.AddDays(2)) with { Request = Wish("A", 0, "agreed").Request with { RequestedByCustomer = true } };
        ContactWish[] wishes = [Wish("A", 5, "poor"), Wish("A", 50, "rich"), agreed, Wish("No", 1000, "objects"), Wish("B", 0.01, "cheap")];
        var habits = ContactHabits.Of([]);
        ContactPlan plan = await _engine.PlanContactsAsync(wishes, habits, Rules);
        ContactPlan reversed = await _engine.PlanContactsAsync([.. wishes.Reverse()], habits, Rules);

        Assert.Equal(["rich", "agreed"], plan.Contacts.Select(one => one.Request.IdempotencyKey));
        Assert.Equal(plan.Contacts.Select(one => (one.Request.IdempotencyKey, one.Request.Channel, one.Request.At)), reversed.Contacts.Select(one => (one.Request.IdempotencyKey, one.Request.Channel, one.Request.At)));
        Assert.Equal([("objects", "CNS.OBJECTION"), ("poor", "CAP"), ("cheap", "ARB.BELOW_THRESHOLD")], plan.LeftOut.Select(left => (left.Wish.Request.IdempotencyKey, left.Reasons[0].Code)));
        Assert.True(plan.Contacts[1].Request.At >= Start.AddDays(2));
    }

    [Fact]
    public async Task Wrong_rules_are_refused_with_all_that_is_wrong()
    {
        Start_(new PolicySetBuilder().Build());
        var rules = new ContactPlanRules { Channels = new Dictionary<string, PlanChannel> { ["phone"] = new(-1) }, Weeks = 0, FirstHour = 20, LastHour = 8, Days = [], Zone = "Mars" };
        string message = (await Assert.ThrowsAsync<ArgumentException>(() => _engine.PlanContactsAsync([], ContactHabits.Of([]), rules))).Message;
        Assert.All(["'phone'", "Weeks is 0", "FirstHour is 20", "Days is empty", "'Mars'"], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains("worth -1", (await Assert.ThrowsAsync<ArgumentException>(() => _engine.PlanContactsAsync([Wish("A", -1)], ContactHabits.Of([]), Rules))).Message, StringComparison.Ordinal);
        Assert.Empty((await _engine.PlanContactsAsync([], ContactHabits.Of([]), Rules)).Contacts);
    }

    public void Dispose() => _engine?.Dispose();

    private static ContactWish Wish(string customer, double value, string key = "w", DateTimeOffset? from = null) =>
        new(new ContactRequest { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = "any" }, value, from);

    private static Contact Past(string customer, int i, bool answered) => SimulatedContact.Of(
        new ContactRequest { IdempotencyKey = $"{customer}{i}", Customer = new CustomerId(customer), Channel = "phone", At = Start.AddDays(-i - 1) }).Contact with { State = answered ? ContactState.Answered : ContactState.NoAnswer };

    private void Start_(PolicySet policy) => _engine = new CrossSellEngine(
        new ContactLedger(new InMemoryLedgerStore(_clock), policy, new ContactLedgerOptions { ContactPointKey = new byte[32], OrganisationZone = "Europe/Berlin" }), _clock);

    // Years ago, so that no limit of today counts them; hours are Berlin's winter time.
    private async Task Made(string customer, string channel, int hour, int times, int answered)
    {
        for (int i = 0; i < times; i++)
        {
            await _engine.Ledger.RecordContactAsync(
                new ContactRequest { IdempotencyKey = $"{channel}{hour}/{i}", Customer = new CustomerId(customer), Channel = channel, At = new DateTimeOffset(2024, 1, 2 + i, hour - 1, 0, 0, TimeSpan.Zero) },
                i < answered ? ContactState.Answered : ContactState.NoAnswer);
        }
    }
}
