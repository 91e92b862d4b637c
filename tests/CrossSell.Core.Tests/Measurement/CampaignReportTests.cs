using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Measurement;

public class CampaignReportTests
{
    [Fact]
    public void A_planted_uplift_is_found_and_lies_in_its_interval()
    {
        CampaignOutcome[] outcomes = Campaign(new Draws(1), 20_000, 0.2, treatedRate: 0.06, controlRate: 0.04);
        CampaignReport report = CampaignReport.Of(outcomes, new MeasurementOptions { ControlShare = 0.2, ConfidenceLevel = 0.999 });
        Assert.Equal(CampaignVerdict.Works, report.Verdict);
        Assert.InRange(0.02, report.Acceptances.Difference.Lower, report.Acceptances.Difference.Upper);
        Assert.InRange(0.02 * 50, report.Revenue.Difference.Lower, report.Revenue.Difference.Upper);
        Assert.InRange(report.CostPerIncrementalSale!.Value, report.CostPerIncrementalSale.Lower, report.CostPerIncrementalSale.Upper);
        Assert.Equal(report.Margin.Incremental.Value - report.Cost, report.Profit.Value, 9);
        Assert.Equal(outcomes.Count(outcome => outcome.IsContacted), report.Contacted);
    }

    [Fact]
    public void The_order_of_the_customers_changes_no_digit()
    {
        CampaignOutcome[] outcomes = Campaign(new Draws(2), 3_000, 0.3, 0.1, 0.05);
        CampaignReport there = CampaignReport.Of(outcomes);
        CampaignReport back = CampaignReport.Of([.. outcomes.Reverse()]);
        Assert.Equal(there, back);
    }

    [Fact]
    public void Arms_of_other_sizes_than_drawn_end_every_verdict()
    {
        CampaignOutcome[] outcomes = Campaign(new Draws(3), 20_000, 0.2, 0.08, 0.02);
        CampaignOutcome[] lost = [.. outcomes.Where((outcome, place) => outcome.Arm == CampaignArm.Treated || place % 5 != 0)];
        Assert.Equal(CampaignVerdict.SampleRatioMismatch, CampaignReport.Of(lost, new MeasurementOptions { ControlShare = 0.2 }).Verdict);
        Assert.Equal(CampaignVerdict.Works, CampaignReport.Of(lost).Verdict);
    }

    [Fact]
    public void Without_an_effect_none_is_shown_in_most_campaigns_and_harm_is_harm()
    {
        var draws = new Draws(4);
        int shown = Enumerable.Range(0, 200).Count(_ => CampaignReport.Of(Campaign(draws, 1_000, 0.3, 0.05, 0.05), new MeasurementOptions { Draws = 100 }).Verdict != CampaignVerdict.NotShown);
        Assert.InRange(shown, 1, 22);
        Assert.Equal(CampaignVerdict.Harms, CampaignReport.Of(Campaign(draws, 20_000, 0.3, 0.02, 0.05)).Verdict);
    }

    [Fact]
    public void The_universal_holdout_is_counted_and_left_out()
    {
        CampaignOutcome[] outcomes = Campaign(new Draws(5), 2_000, 0.3, 0.1, 0.05);
        CampaignOutcome[] more = [.. outcomes, .. Enumerable.Repeat(new CampaignOutcome { Arm = CampaignArm.UniversalHoldout, HasAccepted = true, Revenue = 1e6 }, 7)];
        CampaignReport report = CampaignReport.Of(more);
        Assert.Equal(7, report.UniversalHoldout);
        Assert.Equal(CampaignReport.Of(outcomes).Revenue, report.Revenue);
    }

    [Fact]
    public void Several_campaigns_are_held_to_more()
    {
        var draws = new Draws(6);
        CampaignReport[] reports = [.. Enumerable.Range(0, 4).Select(_ => CampaignReport.Of(Campaign(draws, 2_000, 0.3, 0.06, 0.05), new MeasurementOptions { Draws = 100 }))];
        IReadOnlyList<double> adjusted = CampaignReport.AdjustedPValues(reports);
        double smallest = reports.Min(report => report.Acceptances.PValue);
        Assert.Equal(Math.Min(1, 4 * smallest), adjusted.Min(), 12);
        Assert.All(reports.Zip(adjusted), pair => Assert.True(pair.Second >= pair.First.Acceptances.PValue));
    }

    [Fact]
    public void A_contacted_control_group_and_an_empty_arm_are_refused()
    {
        CampaignOutcome treated = new() { Arm = CampaignArm.Treated };
        CampaignOutcome control = new() { Arm = CampaignArm.Control };
        Assert.Contains("no control group", Assert.Throws<ArgumentException>(() => CampaignReport.Of([treated, treated, control, control with { IsContacted = true }])).Message, StringComparison.Ordinal);
        Assert.Contains("0 of the control group", Assert.Throws<ArgumentException>(() => CampaignReport.Of([treated, treated])).Message, StringComparison.Ordinal);
        Assert.Contains("Draws is 5", Assert.Throws<ArgumentException>(() => CampaignReport.Of([treated, control], new MeasurementOptions { Draws = 5 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mix_of_reasons_counts_corrections_once_and_shows_what_changed()
    {
        OfferResponse[] answers =
        [
            Answer("1", DeclineReason.Price), Answer("2", DeclineReason.Price), Answer("3", DeclineReason.Channel), Answer("4", DeclineReason.None),
            Answer("5", DeclineReason.NotRelevant) with { Supersedes = "3" }, Answer("6", DeclineReason.None) with { Kind = OfferResponseKind.Accepted },
        ];
        var mix = DeclineReasonMix.Of(answers);
        Assert.Equal(3, mix.Total);
        Assert.Equal(1, mix.WithoutReason);
        Assert.Equal(0, mix.CountOf(DeclineReason.Channel));
        Assert.Equal(2.0 / 3, mix.ShareOf(DeclineReason.Price)!.Value, 12);

        var before = new DeclineReasonMix(new Dictionary<DeclineReason, long> { [DeclineReason.Price] = 60, [DeclineReason.Channel] = 40 });
        var after = new DeclineReasonMix(new Dictionary<DeclineReason, long> { [DeclineReason.Price] = 30, [DeclineReason.Channel] = 70 });
        Assert.True(after.ChangeOf(DeclineReason.Price, before)!.Upper < 0);
        Assert.Equal(Proportions.PValue(60, 100, 30, 100), after.PValueOfChange(before)!.Value, 9);
        Assert.Null(after.PValueOfChange(new DeclineReasonMix(new Dictionary<DeclineReason, long>())));
    }

    private static OfferResponse Answer(string id, DeclineReason reason) => new()
    {
        Id = id, OfferId = id, Customer = new CustomerId(id), Product = new ProductId("p"), Kind = OfferResponseKind.Declined, Reason = reason, Conversation = id, At = DateTimeOffset.UnixEpoch,
    };

    private static CampaignOutcome[] Campaign(Draws draws, int customers, double controlShare, double treatedRate, double controlRate)
    {
        var outcomes = new CampaignOutcome[customers];
        for (int i = 0; i < customers; i++)
        {
            bool isControl = draws.Happens(controlShare);
            bool buys = draws.Happens(isControl ? controlRate : treatedRate);
            bool contacted = !isControl && draws.Happens(0.9);
            double revenue = buys ? 50 * Math.Exp((0.5 * draws.Normal()) - 0.125) : 0;
            outcomes[i] = new CampaignOutcome
            {
                Arm = isControl ? CampaignArm.Control : CampaignArm.Treated, IsContacted = contacted, HasResponded = buys || draws.Happens(0.02), HasAccepted = buys,
                Revenue = revenue, Margin = 0.3 * revenue, ContactCost = contacted ? 0.5 : 0, HasOptedOut = contacted && draws.Happens(0.001),
            };
        }

        return outcomes;
    }
}
