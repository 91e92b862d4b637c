using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.ContactPolicy;

public class PolicySimulatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_three_letters_in_a_week_two_are_admitted_and_the_report_says_what_the_limit_costs()
    {
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("weekly")).Build();
        SimulationReport report = new PolicySimulator(policy).Replay([Want("A", 0, 10), Want("A", 1, 20), Want("A", 2, 40), Want("B", 2, 5)]);

        Assert.Equal((4L, 75.0, 3L, 35.0, policy.Hash), (report.Wanted, report.WantedValue, report.Admitted, report.AdmittedValue, report.PolicyHash));
        Assert.Equal([new RuleImpact("CAP", "weekly", 1, 40, 1, 40)], report.Rules);
        Assert.Equal([new RuleRelaxation("weekly", false, 1, 40), new RuleRelaxation("weekly", true, 1, 40)], report.Relaxations);
    }

    [Fact]
    public void The_example_of_the_page()
    {
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("weekly")).Build();
        SimulatedContact[] wanted = [Want("A", 0, 10), Want("A", 1, 20), Want("A", 2, 40)];

        #region whatif
        SimulationReport report = new PolicySimulator(policy).Replay(wanted);
        foreach (RuleImpact rule in report.Rules)
        {
            Console.WriteLine($"{rule.Code} {rule.RuleId}: {rule.Suppressed} suppressed, {rule.Value:F0} at stake");
        }

        foreach (RuleRelaxation relaxed in report.Relaxations)
        {
            Console.WriteLine($"{(relaxed.IsRemoved ? "without" : "one more in")} {relaxed.RuleId}: {relaxed.Admitted:+0;-0;0} contacts, worth {relaxed.Value:F0}");
        }
        #endregion

        Assert.Single(report.Rules);
    }

    [Fact]
    public void Relaxing_a_limit_may_cost_when_a_cheap_contact_takes_the_place_of_a_dear_one()
    {
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(0).Within(TimeSpan.FromDays(7)).By("email").Named("no mail")).Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(30)).Named("monthly")).Build();
        SimulationReport report = new PolicySimulator(policy).Replay([Want("A", 0, 1, "email"), Want("A", 1, 100)]);
        Assert.Equal((1L, 100.0), (report.Admitted, report.AdmittedValue));
        Assert.Equal(new RuleRelaxation("no mail", true, 0, -99), report.Relaxations[1]);
    }

    [Fact]
    public void Agrees_with_counting_by_hand_for_rolling_limits_and_households_whatever_the_order()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            var chance = new Random(seed);
            (int Limit, int Days, string? Channel, bool House)[] rules =
                [(1 + chance.Next(3), 2 + chance.Next(9), null, false), (chance.Next(3), 1 + chance.Next(5), "phone", false), (2 + chance.Next(3), 5 + chance.Next(9), null, true)];
            var builder = new PolicySetBuilder();
            for (int r = 0; r < rules.Length; r++)
            {
                ContactRule rule = ContactRule.AtMost(rules[r].Limit).Within(TimeSpan.FromDays(rules[r].Days)).Named($"r{r}");
                rule = rules[r].Channel is { } channel ? rule.By(channel) : rule;
                builder.Add(rules[r].House ? rule.PerHousehold() : rule);
            }

            SimulatedContact[] wanted =
            [
                .. Enumerable.Range(0, 60).Select(i => Want($"{(char)('A' + chance.Next(4))}", chance.NextDouble() * 40, 1 + chance.Next(9), chance.Next(2) == 0 ? "phone" : "email", house: true, key: $"{i}")),
            ];
            SimulationReport report = new PolicySimulator(builder.Build()).Replay(wanted);
            (int admitted, double value, Dictionary<string, (int, double)> suppressed) = ByHand(wanted, rules);
            Assert.Equal((60L, (long)admitted, value), (report.Wanted, report.Admitted, report.AdmittedValue));
            Assert.Equal(suppressed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (long)pair.Value.Item1, pair.Value.Item2)), report.Rules.Select(rule => (rule.RuleId!, rule.Suppressed, rule.Value)));
            foreach (RuleRelaxation one in report.Relaxations)
            {
                int place = one.RuleId[1] - '0';
                var looser = rules.Select((rule, r) => r == place ? rule with { Limit = one.IsRemoved ? 1000 : rule.Limit + 1 } : rule).ToArray();
                (int more, double worth, _) = ByHand(wanted, looser);
                Assert.Equal(((long)(more - admitted), worth - value), (one.Admitted, one.Value));
            }

            SimulationReport shuffled = new PolicySimulator(builder.Build()).Replay(wanted.OrderBy(_ => chance.Next()).ToArray());
            Assert.Equal(report.Rules, shuffled.Rules);
            Assert.Equal(report.Relaxations, shuffled.Relaxations);
        }
    }

    [Fact]
    public async Task What_a_ledger_admitted_is_admitted_again_by_its_own_policy_and_less_of_it_by_a_stricter_one()
    {
        var clock = new ManualClock(Start);
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("weekly")).Build();
        var ledger = new ContactLedger(new InMemoryLedgerStore(clock), policy, new ContactLedgerOptions { ContactPointKey = new byte[32] });
        var customer = CustomerRef.Of(new CustomerId("A"));
        int accepted = 0;
        for (int i = 0; i < 20; i++)
        {
            Reservation slot = await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = $"{i}", Customer = customer.Customer, Channel = "email" });
            if (slot.IsAccepted)
            {
                accepted++;
                Dispatch dispatch = await ledger.BeginDispatchAsync(slot.Contact!);
                await ledger.CommitAsync(ContactRef.Of(dispatch.Contact!), ContactState.Sent);
            }

            clock.Advance(TimeSpan.FromDays(1));
        }

        RootView log = await ledger.ReadAsync(customer);
        SimulationReport same = new PolicySimulator(policy).Replay([log], _ => 2);
        Assert.Equal(((long)accepted, (long)accepted, 2.0 * accepted), (same.Wanted, same.Admitted, same.AdmittedValue));
        Assert.Empty(same.Rules);
        SimulationReport stricter = new PolicySimulator(new PolicySetBuilder().Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)).Named("weekly")).Build()).Replay([log]);
        Assert.Equal((accepted + 1) / 2, stricter.Admitted);
    }

    [Fact]
    public void A_request_without_an_instant_a_value_that_is_none_and_a_contact_twice_are_refused()
    {
        var request = new ContactRequest { IdempotencyKey = "k", Customer = new CustomerId("A"), Channel = "email" };
        Assert.Contains("At is missing", Assert.Throws<ArgumentException>(() => SimulatedContact.Of(request)).Message, StringComparison.Ordinal);
        Assert.Contains("Mars", Assert.Throws<ArgumentException>(() => SimulatedContact.Of(request with { At = Start }, 0, "Mars")).Message, StringComparison.Ordinal);
        var simulator = new PolicySimulator(new PolicySetBuilder().Build());
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => simulator.Replay([Want("A", 0, double.NaN)])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => simulator.Replay([Want("A", 0, 1), Want("A", 0, 1)])).Message, StringComparison.Ordinal);
    }

    // Counts what was admitted in the window that ends with each contact; nothing else can matter when they come one after the other.
    private static (int Admitted, double Value, Dictionary<string, (int, double)> Suppressed) ByHand(SimulatedContact[] wanted, (int Limit, int Days, string? Channel, bool House)[] rules)
    {
        List<Contact> made = [];
        Dictionary<string, (int Count, double Value)> suppressed = [];
        double value = 0;
        foreach (SimulatedContact one in wanted.OrderBy(w => w.Contact.At).ThenBy(w => w.Contact.Id))
        {
            bool isRefused = false;
            for (int r = 0; r < rules.Length; r++)
            {
                (int limit, int days, string? channel, bool house) = rules[r];
                if (channel is not null && channel != one.Contact.Channel)
                {
                    continue;
                }

                int count = made.Count(m => one.Contact.At - m.At < TimeSpan.FromDays(days) && (house || m.Customer == one.Contact.Customer) && (channel is null || m.Channel == channel));
                if (count + 1 > limit)
                {
                    isRefused = true;
                    (int before, double sum) = suppressed.GetValueOrDefault($"r{r}");
                    suppressed[$"r{r}"] = (before + 1, sum + one.Value);
                }
            }

            if (!isRefused)
            {
                made.Add(one.Contact);
                value += one.Value;
            }
        }

        return (made.Count, value, suppressed);
    }

    private static SimulatedContact Want(string customer, double day, double value, string channel = "phone", bool house = false, string? key = null) => SimulatedContact.Of(
        new ContactRequest { IdempotencyKey = key ?? $"{customer}{day}", Customer = new CustomerId(customer), Channel = channel, At = Start.AddDays(day), Household = house ? "H" : null }, value);
}
