namespace CrossSell.Core.Tests.Measurement;

/// <summary>The examples of docs/measurement.md, run.</summary>
public class MeasurementPageExamples
{
    [Fact]
    public void Before_the_campaign()
    {
        #region design
        double? effect = CampaignPower.MinimumDetectableEffect(controlRate: 0.010, treated: 9_000, control: 1_000);
        double power = CampaignPower.Of(treatedRate: 0.015, controlRate: 0.010, treated: 9_000, control: 1_000);
        Console.WriteLine($"A rise of {effect:P1} or more would be found; half a percent only {power:P0} of the time.");

        var design = new HoldoutDesign { Salt = "our company, 2026", ControlShare = 0.3 };
        CampaignArm arm = design.ArmOf(new CustomerId("C-1042"), campaign: "autumn", year: 2026); // the same on every machine, stored nowhere
        #endregion

        Assert.True(Enum.IsDefined(arm));
        Assert.InRange(power, 0.15, 0.25);
    }

    [Fact]
    public void After_the_campaign()
    {
        var draws = new Draws(1);
        CampaignOutcome[] outcomes =
        [
            .. Enumerable.Range(0, 5_000).Select(i => new CampaignOutcome
            {
                Arm = i % 10 < 3 ? CampaignArm.Control : CampaignArm.Treated, HasAccepted = draws.Happens(i % 10 < 3 ? 0.02 : 0.06), ContactCost = i % 10 < 3 ? 0 : 1,
            }),
        ];

        #region report
        CampaignReport report = CampaignReport.Of(outcomes, new MeasurementOptions { ControlShare = 0.3 });
        Interval uplift = report.Acceptances.Difference;
        Console.WriteLine($"{report.Verdict}: {uplift.Value:P2} more bought ({uplift.Lower:P2} to {uplift.Upper:P2}), {report.Acceptances.Incremental.Value:F0} sales");
        Console.WriteLine($"an additional sale cost {report.CostPerIncrementalSale?.Value:F2}");
        #endregion

        Assert.Equal(CampaignVerdict.Works, report.Verdict);
    }

    [Fact]
    public void Another_policy()
    {
        var draws = new Draws(2);
        LoggedDecision[] log = [.. Enumerable.Range(0, 1_000).Select(i => new LoggedDecision { LoggedProbability = 0.25, TargetProbability = i % 4 == 0 ? 1 : 0, Reward = draws.Happens(0.1) ? 1 : 0, Customer = i / 2 })];

        #region offpolicy
        OffPolicyEstimate estimate = OffPolicyEvaluation.SelfNormalized(log);
        Console.WriteLine($"{estimate.Reward.Value:F3} ({estimate.Reward.Lower:F3} to {estimate.Reward.Upper:F3}), as sure as {estimate.EffectiveSampleSize:F0} decisions of its own");
        #endregion

        Assert.Equal(250, estimate.EffectiveSampleSize, 9);
    }

    [Fact]
    public void Standing_experiments()
    {
        var draws = new Draws(3);
        OfferCandidate[] candidates = [.. Enumerable.Range(0, 4).Select(i => new OfferCandidate(new ProductId($"P{i}"), null, new OfferValue { Propensity = 0.4 - (0.1 * i), Value = 10 + (5 * i) }))];
        ExperimentDecision[] log =
        [
            .. Enumerable.Range(0, 1_000).Select(i => new ExperimentDecision { Candidates = candidates, Offered = candidates[i % 4].Product, Probability = 0.25, Reward = draws.Happens(0.4 - (0.1 * (i % 4))) ? 1 : 0, Customer = i }),
        ];

        #region experiments
        var rules = new ArbitrationRules { Exploration = Exploration.Experiments(share: 0.1) }; // of a desk or a campaign that logs
        foreach (ExperimentResult result in PolicyExperiments.Evaluate(log))
        {
            Console.WriteLine($"{result.Experiment}: expected value brings {result.Advantage?.Value:F3} more a decision ({result.Advantage?.Lower:F3} to {result.Advantage?.Upper:F3})");
        }
        #endregion

        Assert.Empty(rules.Validate());
    }

    [Fact]
    public void What_cross_selling_may_bring()
    {
        ProjectedGap[] gaps = [.. Enumerable.Range(0, 500).Select(i => new ProjectedGap(new ProductId(i % 2 == 0 ? "home" : "car"), i % 3 == 0 ? "young" : "old", 0.05, 80))];
        var measured = new Interval(0.4, 0.25, 0.55);

        #region projection
        var options = new ProjectionOptions
        {
            IncrementalShare = measured, // of purchases after an offer: those that would not have come otherwise
            Records = new Dictionary<ProductId, PropensityRecord> { [new ProductId("home")] = new(Expected: 118, Bought: 104) }, // on customers held out
        };
        var projection = RevenueProjection.Of(gaps, options);
        Interval total = projection.Total.Margin;
        Console.WriteLine($"{total.Value:F0} ({total.Lower:F0} to {total.Upper:F0}) of {projection.Total.Gaps} gaps, most of it {projection.Products[0].Name}");
        #endregion

        Assert.True(total.Lower < total.Value && total.Value < total.Upper);
    }
}
