using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.ContactPolicy;

public sealed class PolicyJsonTests
{
    private const string Head = "\"id\": \"p\", \"version\": \"1\", \"zone\": \"UTC\"";

    private static IReadOnlyList<string> Faults(string json) => Assert.Throws<PolicyException>(() => PolicySet.FromJson(json, "p.json")).Faults;

    [Fact]
    public void A_policy_read_back_is_the_same_policy()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomCases(seed);
            var builder = new PolicySetBuilder("p", "7") { OrganizationZone = "Europe/Berlin", Permissions = PermissionRules.GermanConsumers };
            builder.Add(random.Rule().Named("a", "3")).Add(random.Rule().Named("b").Then(HitAction.DeferWithin(TimeSpan.FromHours(30)))).Add(random.Rule().Named("c").Then(HitAction.TryOtherChannel));
            builder.Add(new QuietHours("q")
            {
                Intervals = [new QuietInterval(new TimeOnly(20, 0), new TimeOnly(7, 30, 15)) { Days = [DayOfWeek.Friday] }],
                Holidays = [new HolidayCalendar("BY", [new DateOnly(2026, 1, 6)])],
            });
            PolicySet policy = builder.Build();

            PolicySet back = PolicySet.FromJson(policy.ToJson());

            Assert.Equal(policy.Hash, back.Hash);
            Assert.Equal(policy.ToJson(), back.ToJson());
            AdmissionContext context = random.Context();
            Assert.Equal(policy.Admit(context).Vetoes.Select(v => (v.Code, v.RuleId, v.EligibleAgainAt)), back.Admit(context).Vetoes.Select(v => (v.Code, v.RuleId, v.EligibleAgainAt)));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Any_change_of_a_rule_changes_the_hash()
    {
        ContactRule rule = ContactRule.AtMost(2).WithinDays(7).Named("r");
        ContactRule[] variants =
        [
            rule, rule.Named("r", "2"), ContactRule.AtMost(3).WithinDays(7).Named("r"), ContactRule.AtMost(2).WithinDays(8).Named("r"), ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("r"),
            rule.PerHousehold(), rule.Counting(CountUnit.Offer), rule.By("phone"), rule.For(ContactPurpose.Service), rule.AlsoCounting(ContactState.Bounced), rule.ReservingForPriority(1, 1), rule.Then(HitAction.TryOtherChannel),
        ];

        Assert.Equal(variants.Length, variants.Select(r => Cases.Policy(r).Hash).Distinct().Count());
        Assert.Equal(Cases.Policy(rule).Hash, Cases.Policy(ContactRule.AtMost(2).WithinDays(7).Named("r")).Hash);
    }

    [Fact]
    public void A_limit_of_zero_a_limit_that_is_null_and_no_limit_are_three_things()
    {
        PolicySet none = PolicySet.FromJson($$"""{ {{Head}}, "rules": [{ "limit": 0, "window": "lifetime" }] }""");

        Assert.False(none.Admits(Cases.Context(Cases.Contact(Cases.Day0))));
        Assert.True(PolicySet.FromJson($$"""{ {{Head}} }""").Admits(Cases.Context(Cases.Contact(Cases.Day0))));
        Assert.StartsWith("at $.rules[0].limit: saw null, expected a whole number, 0 for none allowed", Assert.Single(Faults($$"""{ {{Head}}, "rules": [{ "limit": null, "window": "lifetime" }] }""")), StringComparison.Ordinal);
        Assert.StartsWith("at $.rules[0]: 'limit' is absent, expected a whole number", Assert.Single(Faults($$"""{ {{Head}}, "rules": [{ "window": "lifetime" }] }""")), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_together_each_with_file_and_place()
    {
        var e = Assert.Throws<PolicyException>(() => PolicySet.FromJson(
            """
            { "id": "p", "version": 1, "rules": [
                { "limit": -1, "window": { "rolling": "30x" }, "unit": "call", "typo": 1 },
                { "limit": { "A": 8, "B": "6" }, "window": { "rolling": "1d", "calendarDays": 3 }, "alsoCounted": ["released"] },
                { "minGap": "2d", "limit": 1 } ],
              "quietHours": [{ "id": "q", "intervals": [{ "from": "24:00", "until": "8" }], "holidays": { "BY": ["6.1.2026"] } }] }
            """,
            "p.json"));

        Assert.Equal(
            [
                "at $.version: saw 1,", "at $: 'zone' is absent,", "at $.rules[0].typo: the name 'typo' is unknown,", "at $.rules[0].limit: saw -1,", "at $.rules[0].window.rolling: saw \"30x\",",
                "at $.rules[0].unit: saw \"call\",", "at $.rules[1].limit.B: saw \"6\",", "at $.rules[1].window: saw {", "at $.rules[1].alsoCounted[0]: saw \"released\",", "at $.rules[2].limit: saw 1,",
                "at $.quietHours[0].intervals[0].from: saw \"24:00\",", "at $.quietHours[0].intervals[0].until: saw \"8\",", "at $.quietHours[0].holidays.BY[0]: saw \"6.1.2026\",",
            ],
            e.Faults.Select(f => f[..(f.IndexOf(": saw {", StringComparison.Ordinal) is >= 0 and int i ? i + 7 : f.IndexOf(',', StringComparison.Ordinal) + 1)]));
        Assert.StartsWith("p.json: at $.version: saw 1, expected a text that is not empty.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_json_is_told_with_its_line()
    {
        Assert.StartsWith("line 2, byte 3: expected JSON;", Assert.Single(Faults("{\n  x\n}")), StringComparison.Ordinal);
        Assert.StartsWith("at $: saw [], expected an object", Assert.Single(Faults("[]")), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_of_one_name_and_unknown_zones_are_refused()
    {
        var e = Assert.Throws<PolicyException>(() => new PolicySetBuilder("p") { OrganizationZone = "Mars/Olympus" }
            .Add(ContactRule.AtMost(1).InLifetime()).Add(ContactRule.AtMost(1).InLifetime().For()).Add(new QuietHours("q")).Build());

        Assert.Equal(3, e.Faults.Count);
        Assert.Contains("'Mars/Olympus'", e.Faults[0], StringComparison.Ordinal);
        Assert.Contains("2 rules have the id 'at most 1 per lifetime'", e.Faults[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30d", "30.00:00:00")]
    [InlineData("1d12h30m", "1.12:30:00")]
    [InlineData("90m", "01:30:00")]
    [InlineData("500us", "00:00:00.0005")]
    public void Lengths_of_time_are_written_shortly(string text, string length)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan read));
        Assert.Equal(TimeSpan.Parse(length, null), read);
        Assert.True(DurationText.TryParse(DurationText.Of(read), out TimeSpan again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("1h1d")]
    [InlineData("1d1d")]
    [InlineData("1.5d")]
    [InlineData("99999999999999999999d")]
    public void Other_lengths_are_refused(string text) => Assert.False(DurationText.TryParse(text, out _));
}
