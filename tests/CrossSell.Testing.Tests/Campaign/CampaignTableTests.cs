namespace CrossSell.Testing.Tests.Campaign;

public sealed class CampaignTableTests
{
    [Fact]
    public void A_customer_depends_on_seed_and_number_alone()
    {
        var all = CampaignTable.Generate(new CampaignOptions { Customers = 300, Seed = 7 });
        var later = CampaignTable.Generate(new CampaignOptions { Customers = 100, Seed = 7, FirstNumber = 201 });
        var other = CampaignTable.Generate(new CampaignOptions { Customers = 300, Seed = 8 });

        Assert.Equal(all.TrueProbabilities.Skip(200), later.TrueProbabilities);
        Assert.Equal(all.Customers.Labels[200..].ToArray(), later.Customers.Labels.ToArray());
        Assert.Equal("C00000201", later.Customers.Table.Key(0));
        Assert.NotEqual(all.TrueProbabilities, other.TrueProbabilities);
    }

    [Fact]
    public void As_many_buy_as_the_probabilities_say()
    {
        var campaign = CampaignTable.Generate(new CampaignOptions { Customers = 20_000 });
        double expected = campaign.TrueProbabilities.Sum();
        double spread = Math.Sqrt(campaign.TrueProbabilities.Sum(p => p * (1 - p)));

        Assert.InRange(campaign.Customers.Positives, expected - (4 * spread), expected + (4 * spread));
        Assert.InRange(campaign.Customers.BaseRate!.Value, 0.08, 0.25);
        Assert.All(campaign.TrueProbabilities, p => Assert.True(p > 0 && p < 1));
    }

    [Fact]
    public void Age_and_gender_are_protected_and_gaps_are_there()
    {
        CustomerTable table = CampaignTable.Generate(new CampaignOptions { Customers = 500 }).Customers.Table;

        Assert.Equal(["age", "gender"], table.Columns.Where(column => column.IsProtected).Select(column => column.Name));
        Assert.True(table.TryGetColumn("income", out CustomerColumn? income) && income.MissingCount is > 20 and < 90);
        Assert.Equal(CampaignTable.AskedOn, table.AsOf(3));
    }

    [Fact]
    public void Options_out_of_range_are_told_together()
    {
        Assert.Equal(2, new CampaignOptions { Customers = 0, FirstNumber = 0 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => CampaignTable.Generate(new CampaignOptions { Customers = -1 }));
    }
}
