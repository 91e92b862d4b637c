namespace CrossSell.Core.Tests.Measurement;

public class CampaignPowerTests
{
    [Fact]
    public void Nine_thousand_customers_and_a_control_group_of_a_thousand_find_half_a_percent_one_time_in_five() =>
        Assert.InRange(CampaignPower.Of(0.015, 0.010, 9_000, 1_000), 0.15, 0.25);

    [Fact]
    public void The_chance_is_that_of_simulated_campaigns()
    {
        var draws = new Draws(2);
        int found = 0;
        for (int campaign = 0; campaign < 4_000; campaign++)
        {
            found += Proportions.PValue(draws.Hits(1_000, 0.08), 1_000, draws.Hits(600, 0.05), 600) < 0.05 ? 1 : 0;
        }

        Assert.InRange(CampaignPower.Of(0.08, 0.05, 1_000, 600) - (found / 4_000.0), -0.03, 0.03);
    }

    [Fact]
    public void Without_a_difference_the_chance_is_alpha() => Assert.Equal(0.05, CampaignPower.Of(0.1, 0.1, 500, 300), 6);

    [Fact]
    public void The_smallest_effect_found_is_found_with_the_wanted_chance()
    {
        double effect = CampaignPower.MinimumDetectableEffect(0.02, 9_000, 1_000, power: 0.8)!.Value;
        Assert.Equal(0.8, CampaignPower.Of(0.02 + effect, 0.02, 9_000, 1_000), 6);
        Assert.Null(CampaignPower.MinimumDetectableEffect(0.5, 2, 2));
    }

    [Fact]
    public void One_customer_fewer_than_needed_is_too_few()
    {
        long needed = CampaignPower.CustomersNeeded(0.015, 0.010, controlShare: 0.5);
        Assert.True(CampaignPower.Of(0.015, 0.010, needed - (needed / 2), needed / 2) >= 0.8);
        Assert.True(CampaignPower.Of(0.015, 0.010, (long)(needed * 0.49), (long)(needed * 0.49)) < 0.8);
        Assert.InRange(needed, 15_000, 16_000);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CampaignPower.Of(0, 0.1, 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => CampaignPower.Of(0.1, 0.1, 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => CampaignPower.MinimumDetectableEffect(0.1, 10, 10, power: 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => CampaignPower.CustomersNeeded(0.1, 0.1));
    }

    [Theory]
    [InlineData(90_000, 10_000, 0.1, false)]
    [InlineData(90_300, 9_700, 0.1, false)]
    [InlineData(90_500, 9_500, 0.1, true)]
    [InlineData(0, 0, 0.1, false)]
    public void Sizes_that_are_not_those_of_the_draw_are_found(long treated, long control, double share, bool mismatch) =>
        Assert.Equal(mismatch, SampleRatioCheck.Of(treated, control, share).IsMismatch);
}
