using CrossSell.Campaigns;

namespace CrossSell.Tests.Outreach;

public sealed class CampaignJsonTests
{
    [Fact]
    public void The_example_of_the_page_is_read()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "formats.md"));
        int from = page.IndexOf("```json\n", page.IndexOf("### A campaign as JSON", StringComparison.Ordinal), StringComparison.Ordinal) + 8;
        var campaign = Campaign.FromJson(page[from..page.IndexOf("```", from, StringComparison.Ordinal)]);

        Assert.Equal(("autumn", CampaignKind.SingleProduct, 4000m, TimeSpan.FromDays(1)), (campaign.Id, campaign.Kind, campaign.Budget, campaign.SlotLength));
        Assert.Equal(("home", 100d, 5000, 100), (campaign.Offers[0].Product.Value, campaign.Offers[0].Margin, campaign.Offers[0].Maximum, campaign.Offers[0].Minimum));
        Assert.Equal((5m, 600, 300), (campaign.Channels[0].Cost, campaign.Channels[0].Capacity, campaign.Channels[0].CapacityBySlot["week 11"]));
        Assert.Equal(TimeSpan.FromHours(1), campaign.Slots[0].Start.Offset);
        Assert.Equal((RowMeasure.Contacts, 900m), (campaign.Rows[0].Measure, campaign.Rows[0].Maximum));
        Assert.Equal(("channel:phone", "2026-W10"), (campaign.SharedVolumes[0].Volume.Key, campaign.SharedVolumes[0].Volume.Period));
        Assert.Equal((0.05, 0.1), (campaign.Holdout!.UniversalShare, campaign.Holdout.ControlShare));
    }

    [Theory]
    [InlineData("""{ "id": "a" """, "expected JSON")]
    [InlineData("""[]""", "expected an object")]
    [InlineData("""{ "id": "a", "offers": [], "channels": [], "slots": [], "bugdet": 3 }""", "the name 'bugdet' is unknown")]
    [InlineData("""{ "id": "a", "offers": [ { "product": "p" } ], "channels": [ { "name": "c" } ], "slots": [ { "name": "s", "start": "2026-03-02" } ] }""", "an instant with its offset")]
    [InlineData("""{ "id": "a", "offers": [ { "product": "p" } ], "channels": [ { "name": "c" } ], "slots": [ { "name": "s", "start": "2026-03-02T09:00:00Z" } ], "budget": -1 }""", "Budget is -1")]
    [InlineData("""{ "id": "a", "kind": "talk", "offers": [ { } ], "channels": [], "slots": [] }""", "'product' is absent")]
    public void What_is_wrong_is_told_with_its_place(string json, string expected)
    {
        CampaignFormatException failure = Assert.Throws<CampaignFormatException>(() => Campaign.FromJson(json, "autumn.json"));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("autumn.json: ", failure.Message, StringComparison.Ordinal);
    }
}
