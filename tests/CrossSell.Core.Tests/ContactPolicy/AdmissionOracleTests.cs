using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests.ContactPolicy;

/// <summary>Admission against the oracle that tries every window, on random rules, histories, zones and instants.</summary>
public sealed class AdmissionOracleTests
{
    private static readonly PolicyExemptions None = new() { Inbound = false, RequestedByCustomer = false, Purposes = [] };

    private static void ForAllSeeds(int tests, Action<int> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => { check(seed); return true; }).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static PolicySet Policy(params ContactRule[] rules)
    {
        var builder = new PolicySetBuilder { Exemptions = None };
        for (int i = 0; i < rules.Length; i++)
        {
            builder.Add(rules[i].Named($"r{i}"));
        }

        return builder.Build();
    }

    private static bool Naive(IEnumerable<ContactRule> rules, AdmissionContext context, DateTimeOffset at)
    {
        Contact candidate = context.Candidate;
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(candidate.Zone)).DateTime);
        return rules.All(rule => NaiveAdmission.Admits(rule, context, at, day));
    }

    [Fact]
    public void A_verdict_is_that_of_trying_every_window()
    {
        int refused = 0;
        int admitted = 0;
        ForAllSeeds(1_000, seed =>
        {
            var random = new RandomCases(seed);
            ContactRule rule = random.Rule();
            AdmissionContext context = random.Context();

            bool expected = Naive([rule], context, context.Candidate.At);

            Assert.Equal(expected, Policy(rule).Admit(context).IsAdmitted);
            refused += expected ? 0 : 1;
            admitted += expected ? 1 : 0;
        });
        Assert.True(refused > 100 && admitted > 100, $"{refused} refused, {admitted} admitted: too one-sided to show anything");
    }

    [Fact]
    public void Eligible_again_at_is_the_first_half_hour_at_which_the_same_check_admits()
    {
        int deferred = 0;
        ForAllSeeds(400, seed =>
        {
            var random = new RandomCases(seed);
            ContactRule rule = random.Rule();
            AdmissionContext context = random.Context();
            Veto? veto = Policy(rule).Admit(context).Vetoes is [var only] ? only : null;
            if (veto is null)
            {
                return;
            }

            AssertFirst(veto.EligibleAgainAt, [rule], context);
            deferred += veto.EligibleAgainAt is null ? 0 : 1;
        });
        Assert.True(deferred > 3, $"only {deferred} were deferred");
    }

    [Fact]
    public void Earliest_allowed_is_the_first_half_hour_at_which_all_rules_admit()
    {
        ForAllSeeds(25, seed =>
        {
            var random = new RandomCases(seed);
            ContactRule[] rules = [random.Rule(), random.Rule(), random.Rule()];
            AdmissionContext context = random.Context();

            AssertFirst(Policy(rules).EarliestAllowed(context), rules, context);
        });
    }

    [Fact]
    public void Another_rule_never_turns_a_veto_into_an_admission()
    {
        ForAllSeeds(50, seed =>
        {
            var random = new RandomCases(seed);
            ContactRule[] rules = [random.Rule(), random.Rule()];
            AdmissionContext context = random.Context();

            Assert.False(!Policy(rules[0]).Admit(context).IsAdmitted && Policy(rules).Admit(context).IsAdmitted);
        });
    }

    [Fact]
    public void Contacts_beyond_the_horizon_do_not_matter()
    {
        ForAllSeeds(500, seed =>
        {
            var random = new RandomCases(seed);
            PolicySet policy = Policy(random.Rule(), random.Rule());
            AdmissionContext context = random.Context();
            if (policy.Horizon is not { } horizon)
            {
                return;
            }

            DateTimeOffset since = (context.Now < context.Candidate.At ? context.Now : context.Candidate.At) - horizon;
            AdmissionContext near = context with { Contacts = [.. context.Contacts.Where(c => c.At >= since)] };
            Assert.Equal(policy.Admit(context).IsAdmitted, policy.Admit(near).IsAdmitted);
            Assert.Equal(policy.EarliestAllowed(context), policy.EarliestAllowed(near));
        });
    }

    [Fact]
    public void The_evidence_alone_refuses_as_well()
    {
        ForAllSeeds(500, seed =>
        {
            var random = new RandomCases(seed);
            PolicySet policy = Policy(random.Rule());
            AdmissionContext context = random.Context();
            foreach (Veto veto in policy.Admit(context).Vetoes)
            {
                AdmissionContext alone = context with { Contacts = [.. context.Contacts.Where(c => veto.Evidence.Contains(c.Id.ToString()))] };
                Assert.False(policy.Admit(alone).IsAdmitted);
            }
        });
    }

    // Every half hour before the instant is refused and the instant admitted; for never, every few hours of more than a year, the longest window of the calendar.
    private static void AssertFirst(DateTimeOffset? first, IReadOnlyList<ContactRule> rules, AdmissionContext context)
    {
        DateTimeOffset from = context.Candidate.At;
        TimeSpan step = first is null ? TimeSpan.FromHours(7.5) : TimeSpan.FromMinutes(30);
        for (DateTimeOffset at = from; at < (first ?? from.AddDays(400)); at += step)
        {
            Assert.False(Naive(rules, context, at), $"already at {at:O}, not first at {first:O}");
        }

        Assert.True(first is null || Naive(rules, context, first.Value), $"not at {first:O}");
    }
}
