namespace CrossSell.Core.Tests.Measurement;

public class OffPolicyEvaluationTests
{
    // Two kinds of customers, three products; the logging policy explores, the other one always offers the best.
    private static readonly double[][] Rates = [[0.05, 0.20, 0.10], [0.25, 0.05, 0.15]];
    private static readonly double[] Logging = [0.5, 0.25, 0.25];
    private static readonly double Truth = (0.20 + 0.25) / 2;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Intervals_cover_the_planted_truth_in_93_to_97_of_100_logs(int kind)
    {
        var draws = new Draws(77);
        int covered = 0;
        for (int log = 0; log < 2_000; log++)
        {
            Interval interval = Estimate(kind, Log(draws, 1_000, margin: 1)).Reward;
            covered += interval.Lower <= Truth && Truth <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered / 2_000.0, 0.93, 0.97);
    }

    [Fact]
    public void Without_weights_the_intervals_miss_so_the_simulation_can_fail()
    {
        var draws = new Draws(77);
        int covered = 0;
        for (int log = 0; log < 200; log++)
        {
            LoggedDecision[] unweighted = [.. Log(draws, 1_000, 1).Select(one => one with { TargetProbability = one.LoggedProbability })];
            Interval interval = OffPolicyEvaluation.InverseProbability(unweighted).Reward;
            covered += interval.Lower <= Truth && Truth <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered, 0, 20);
    }

    [Fact]
    public void Decisions_of_one_customer_count_as_one_for_the_interval()
    {
        var draws = new Draws(5);
        LoggedDecision[] log = Log(draws, 500, 1);
        LoggedDecision[] twice = [.. log.SelectMany((one, customer) => new[] { one with { Customer = customer }, one with { Customer = customer } })];
        OffPolicyEstimate once = OffPolicyEvaluation.InverseProbability(log);
        OffPolicyEstimate doubled = OffPolicyEvaluation.InverseProbability(twice);
        Assert.Equal(once.Reward.Lower, doubled.Reward.Lower, 9);
        Assert.Equal(once.Reward.Upper, doubled.Reward.Upper, 9);
    }

    [Fact]
    public void The_policy_that_logged_is_judged_by_its_plain_mean()
    {
        LoggedDecision[] log = [.. Log(new Draws(6), 400, 1).Select(one => one with { TargetProbability = one.LoggedProbability })];
        double mean = log.Average(one => one.Reward);
        foreach (int kind in new[] { 0, 1 })
        {
            OffPolicyEstimate estimate = Estimate(kind, log);
            Assert.Equal(mean, estimate.Reward.Value, 12);
            Assert.Equal(400, estimate.EffectiveSampleSize, 9);
            Assert.Equal(1, estimate.GreatestWeight);
        }
    }

    [Fact]
    public void A_right_model_makes_the_interval_narrower()
    {
        LoggedDecision[] log = Log(new Draws(8), 5_000, 1);
        Interval plain = OffPolicyEvaluation.InverseProbability(log).Reward;
        Interval robust = OffPolicyEvaluation.DoublyRobust(log).Reward;
        Assert.True(robust.Upper - robust.Lower < plain.Upper - plain.Lower);
    }

    [Fact]
    public void Logs_that_cannot_be_used_are_refused_by_name()
    {
        LoggedDecision good = new() { LoggedProbability = 0.5, TargetProbability = 1, Reward = 1 };
        Assert.Contains("Decision 1: its logged probability is 0", Refused(good, good with { LoggedProbability = 0 }), StringComparison.Ordinal);
        Assert.Contains("its target probability is 1.5", Refused(good, good with { TargetProbability = 1.5 }), StringComparison.Ordinal);
        Assert.Contains("not finite", Refused(good, good with { Reward = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("two or more", Refused(good), StringComparison.Ordinal);
        Assert.Contains("offers nothing", Assert.Throws<ArgumentException>(() => OffPolicyEvaluation.SelfNormalized([good with { TargetProbability = 0 }, good with { TargetProbability = 0 }])).Message, StringComparison.Ordinal);
    }

    private static string Refused(params LoggedDecision[] log) => Assert.Throws<ArgumentException>(() => OffPolicyEvaluation.InverseProbability(log)).Message;

    private static OffPolicyEstimate Estimate(int kind, LoggedDecision[] log) => kind switch
    {
        0 => OffPolicyEvaluation.InverseProbability(log),
        1 => OffPolicyEvaluation.SelfNormalized(log),
        _ => OffPolicyEvaluation.DoublyRobust(log),
    };

    private static LoggedDecision[] Log(Draws draws, int decisions, double margin)
    {
        var log = new LoggedDecision[decisions];
        for (int i = 0; i < decisions; i++)
        {
            double[] rates = Rates[draws.Happens(0.5) ? 0 : 1];
            double u = draws.Uniform();
            int product = u <= Logging[0] ? 0 : u <= Logging[0] + Logging[1] ? 1 : 2;
            int best = rates[0] > rates[1] ? 0 : 1;
            log[i] = new LoggedDecision
            {
                LoggedProbability = Logging[product], TargetProbability = product == best ? 1 : 0, Reward = draws.Happens(rates[product]) ? margin : 0,
                ExpectedReward = 0.9 * rates[product] * margin, ExpectedRewardOfTarget = 0.9 * rates[best] * margin,
            };
        }

        return log;
    }
}
