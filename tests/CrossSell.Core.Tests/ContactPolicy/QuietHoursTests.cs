using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using FsCheck;
using FsCheck.Fluent;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.ContactPolicy;

public sealed class QuietHoursTests
{
    private static PolicySet Policy(QuietHours hours, string zone = "UTC") => new PolicySetBuilder { OrganizationZone = zone }.Add(hours).Build();

    private static QuietHours Hours(string from, string until, params DayOfWeek[] days)
    {
        var interval = new QuietInterval(TimeOnly.Parse(from, null), TimeOnly.Parse(until, null));
        return new QuietHours("quiet") { Intervals = [days.Length > 0 ? interval with { Days = days } : interval] };
    }

    [Fact]
    public void Over_midnight_the_day_on_which_it_begins_owns_the_stretch()
    {
        PolicySet policy = Policy(Hours("22:00", "08:00", DayOfWeek.Saturday));

        Assert.False(policy.Admits(Context(Contact(T("2026-01-03T22:00Z")))));
        Assert.False(policy.Admits(Context(Contact(T("2026-01-04T07:59Z")))));
        Assert.True(policy.Admits(Context(Contact(T("2026-01-04T08:00Z")))));
        Assert.True(policy.Admits(Context(Contact(T("2026-01-04T22:00Z")))));
        Veto veto = Assert.Single(policy.Admit(Context(Contact(T("2026-01-03T23:00Z")))).Vetoes);
        Assert.Equal(("QUIET", "quiet", T("2026-01-04T08:00Z")), (veto.Code, veto.RuleId, veto.EligibleAgainAt));
    }

    [Fact]
    public void Stretches_that_follow_one_another_are_one()
    {
        PolicySet policy = Policy(Hours("08:00", "08:00", DayOfWeek.Saturday, DayOfWeek.Sunday));

        Assert.Equal(T("2026-01-05T08:00Z"), policy.EarliestAllowed(Context(Contact(T("2026-01-03T12:00Z")))));
        Assert.Null(Policy(Hours("00:00", "00:00")).EarliestAllowed(Context(Contact(Day(0)))));
    }

    [Fact]
    public void Where_the_end_is_repeated_the_later_and_where_it_is_skipped_the_change_ends_the_quiet()
    {
        // Berlin: 2026-10-25 03:00 CEST -> 02:00 CET; 2026-03-29 02:00 CET -> 03:00 CEST.
        Assert.Equal(T("2026-10-25T01:30Z"), Policy(Hours("22:00", "02:30")).EarliestAllowed(Context(Contact(T("2026-10-25T00:00Z"), "Europe/Berlin"))));
        Assert.Equal(T("2026-03-29T01:00Z"), Policy(Hours("22:00", "02:30")).EarliestAllowed(Context(Contact(T("2026-03-29T00:00Z"), "Europe/Berlin"))));
        Assert.False(Policy(Hours("02:30", "05:00")).Admits(Context(Contact(T("2026-10-25T00:30Z"), "Europe/Berlin"))));
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-06T04:00Z")]
    [InlineData("Asia/Beirut", "2026-03-28T22:00Z")]
    [InlineData("Africa/Cairo", "2026-04-23T22:00Z")]
    public void A_stretch_until_a_skipped_midnight_ends_with_the_change(string zone, string change)
    {
        PolicySet policy = Policy(Hours("20:00", "00:00"));

        Assert.Equal(T(change), policy.EarliestAllowed(Context(Contact(T(change).AddHours(-2), zone))));
        Assert.False(policy.Admits(Context(Contact(T(change).AddMicroseconds(-1), zone))));
        Assert.False(Policy(Hours("00:00", "06:00")).Admits(Context(Contact(T(change), zone))));
        Assert.True(Policy(Hours("00:00", "06:00")).Admits(Context(Contact(T(change).AddMicroseconds(-1), zone))));
    }

    [Fact]
    public void Holidays_are_quiet_where_they_are_kept_and_everywhere_when_the_region_is_unknown()
    {
        PolicySet policy = Policy(new QuietHours("holidays") { Holidays = [new("BY", [new(2026, 1, 6)]), new("BE", [new(2026, 3, 8)])] });
        Contact epiphany = Contact(T("2026-01-06T12:00Z"));

        Assert.Equal(T("2026-01-07T00:00Z"), policy.EarliestAllowed(Context(epiphany with { Tags = ["region:BY"] })));
        Assert.True(policy.Admits(Context(epiphany with { Tags = ["region:BE"] })));
        Assert.False(policy.Admits(Context(epiphany)));
        Assert.False(policy.Admits(Context(epiphany with { Tags = ["region:XX"] })));
    }

    [Fact]
    public void With_an_unknown_zone_all_quiet_hours_hold_in_the_organisations_zone()
    {
        QuietHours phone = Hours("20:00", "08:00") with { Match = new ContactMatch { Channels = ["phone"] } };
        PolicySet policy = Policy(phone, "Europe/Berlin");
        Contact mail = Contact(T("2026-01-05T20:30Z")) with { Channel = "email" };

        Assert.True(policy.Admits(Context(mail)));
        Assert.False(policy.Admits(Context(mail with { ZoneAssumed = true })));
        Assert.False(policy.Admits(Context(mail with { Zone = "Nowhere/At_All" })));
        Assert.Equal(T("2026-01-06T07:00Z"), policy.EarliestAllowed(Context(mail with { Zone = "Nowhere/At_All" })));
    }

    [Fact]
    public void Quiet_hours_are_judged_at_dispatch_by_the_clock_of_then()
    {
        PolicySet policy = Policy(Hours("20:00", "08:00"));
        AdmissionContext context = Context(Contact(T("2026-01-05T12:00Z"))) with { Step = AdmissionStep.Dispatch };

        Assert.True(policy.Admits(context));
        Assert.False(policy.Admits(context with { Now = T("2026-01-05T20:00Z") }));
    }

    [Fact]
    public void Nothing_is_admitted_while_the_wall_clock_shows_quiet_time_and_all_else_is_where_clocks_stand()
    {
        string[] zones = ["America/Santiago", "Asia/Beirut", "Africa/Cairo", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata"];
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            string id = zones[random.Next(zones.Length)];
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var interval = new QuietInterval(new TimeOnly(random.Next(24), 30 * random.Next(2)), new TimeOnly(random.Next(24), 30 * random.Next(2)))
            {
                Days = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0).Append(DayOfWeek.Monday)],
            };
            PolicySet policy = Policy(new QuietHours("q") { Intervals = [interval] });
            DateTimeOffset at = T("2026-01-01T00:00Z").AddMinutes(15 * random.Next(4 * 24 * 365));

            bool admitted = policy.Admits(Context(Contact(at, id)));

            bool quietByTheClock = IsQuiet(interval, TimeZoneInfo.ConvertTime(at, zone).DateTime);
            bool clockStands = zone.GetUtcOffset(at.AddHours(-26)) == zone.GetUtcOffset(at.AddHours(26));
            Assert.False(admitted && quietByTheClock, $"{id} {at:O} {interval}");
            Assert.True(!clockStands || admitted == !quietByTheClock, $"{id} {at:O} {interval}");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static bool IsQuiet(QuietInterval interval, DateTime local) => new[] { 0, -1 }.Select(d => local.Date.AddDays(d)).Any(day =>
    {
        DateTime from = day + interval.From.ToTimeSpan();
        DateTime until = day + interval.Until.ToTimeSpan() + (interval.Until <= interval.From ? TimeSpan.FromDays(1) : TimeSpan.Zero);
        return interval.Days.Contains(day.DayOfWeek) && from <= local && local < until;
    });
}
