using CrossSell.Campaigns;

namespace CrossSell.Storage.Worker;

/// <summary>The campaign of the tests that plan, dispatch and are killed.</summary>
internal static class OneCampaign
{
    public static readonly ProductId Product = new("home");

    public static Campaign From(DateTimeOffset start) => new()
    {
        Id = "killed",
        Offers = [new CampaignOffer(Product) { Margin = 100 }],
        Channels = [new CampaignChannel("letter") { Cost = 1 }],
        Slots = [new CampaignSlot("now", start)],
    };
}
