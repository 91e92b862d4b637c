using System.Globalization;

namespace CrossSell.Core.Tests.Measurement;

public class HoldoutDesignTests
{
    private static readonly HoldoutDesign Design = new() { Salt = "a company" };

    [Fact]
    public void Arms_have_the_shares_of_the_design()
    {
        var arms = Customers(40_000).Select(customer => Design.ArmOf(customer, "autumn", 2026)).CountBy(arm => arm).ToDictionary();
        Assert.InRange(arms[CampaignArm.UniversalHoldout], 1_850, 2_150);
        Assert.InRange(arms[CampaignArm.Control], 3_600, 4_000);
        Assert.False(SampleRatioCheck.Of(arms[CampaignArm.Treated], arms[CampaignArm.Control], Design.ControlShare).IsMismatch);
    }

    [Fact]
    public void A_draw_made_again_draws_the_same_customers()
    {
        HoldoutDesign again = new() { Salt = "a company" };
        Assert.All(Customers(500), customer => Assert.Equal(Design.ArmOf(customer, "autumn", 2026), again.ArmOf(customer, "autumn", 2026)));
    }

    [Fact]
    public void The_draw_is_the_published_one_for_ever()
    {
        // Stored nowhere, so it must never change: a change would contact people who were control.
        string arms = string.Concat(Customers(40).Select(customer => (int)Design.ArmOf(customer, "autumn", 2026)));
        Assert.Equal("0002020200000000100000010102000000111000", arms);
    }

    [Fact]
    public void Whoever_is_kept_out_for_the_year_is_in_no_campaign_of_it()
    {
        CustomerId[] kept = [.. Customers(5_000).Where(customer => Design.ArmOf(customer, "autumn", 2026) == CampaignArm.UniversalHoldout)];
        Assert.NotEmpty(kept);
        Assert.All(kept, customer => Assert.Equal(CampaignArm.UniversalHoldout, Design.ArmOf(customer, "winter", 2026)));
        Assert.Contains(kept, customer => Design.ArmOf(customer, "autumn", 2027) != CampaignArm.UniversalHoldout);
    }

    [Fact]
    public void Control_groups_of_two_campaigns_have_nothing_to_do_with_each_other()
    {
        CustomerId[] open = [.. Customers(40_000).Where(customer => Design.ArmOf(customer, "a", 2026) != CampaignArm.UniversalHoldout)];
        long both = open.LongCount(customer => Design.ArmOf(customer, "a", 2026) == CampaignArm.Control && Design.ArmOf(customer, "b", 2026) == CampaignArm.Control);
        Assert.InRange(both / (double)open.Length, 0.0085, 0.0115);
    }

    [Fact]
    public void A_share_of_nothing_keeps_nobody_out() =>
        Assert.All(Customers(2_000), customer => Assert.Equal(CampaignArm.Treated, new HoldoutDesign { Salt = "s", UniversalShare = 0, ControlShare = 0 }.ArmOf(customer, "c", 2026)));

    [Fact]
    public void All_that_is_wrong_with_a_design_is_said_at_once()
    {
        HoldoutDesign design = new() { Salt = " ", UniversalShare = 0.6, ControlShare = double.NaN };
        Assert.Equal(3, design.Validate().Count);
        Assert.Contains("0.6", Assert.Throws<ArgumentException>(() => design.ArmOf(new CustomerId("c"), "autumn", 2026)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<CustomerId> Customers(int count) =>
        Enumerable.Range(0, count).Select(number => new CustomerId(number.ToString("C000000", CultureInfo.InvariantCulture)));
}
