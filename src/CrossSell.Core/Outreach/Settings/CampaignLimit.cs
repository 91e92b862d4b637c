using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>A limit of a campaign as the planner and as the ledger know it: a row, and the volume that its contacts take from.</summary>
/// <param name="Row">The row as the campaign states it, before anything is taken.</param>
/// <param name="Volume">The volume; of a row that has only a minimum it has no end, and counts.</param>
/// <param name="IsShared">Whether others take from the volume too: then its cap is the ledger's.</param>
internal sealed record CampaignLimit(CampaignRow Row, VolumeKey Volume, bool IsShared)
{
    /// <summary>All limits of a campaign, in a fixed order.</summary>
    public static IReadOnlyList<CampaignLimit> Of(Campaign campaign)
    {
        var limits = new List<CampaignLimit>();
        foreach (CampaignChannel channel in campaign.Channels)
        {
            foreach (CampaignSlot slot in campaign.Slots)
            {
                if (channel.CapacityOf(slot.Name) is { } capacity)
                {
                    Add(new CampaignRow($"{channel.Name} in {slot.Name}") { Channels = [channel.Name], Slots = [slot.Name], Maximum = capacity }, $"channel:{campaign.Id}/{channel.Name}", slot.Name);
                }
            }
        }

        foreach (CampaignOffer offer in campaign.Offers.Where(offer => offer.Maximum is not null || offer.Minimum is not null))
        {
            Add(
                new CampaignRow($"volume of {offer.Product}") { Products = [offer.Product.Value], Maximum = offer.Maximum, Minimum = offer.Minimum },
                $"product:{campaign.Id}/{offer.Product}", "");
        }

        if (campaign.Budget is { } budget)
        {
            Add(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = budget }, $"budget:{campaign.Id}", "");
        }

        foreach (CampaignRow row in campaign.Rows)
        {
            Add(row, $"{(row.Measure == RowMeasure.Cost ? "budget" : "row")}:{campaign.Id}/{row.Name}", "");
        }

        foreach (CampaignVolume shared in campaign.SharedVolumes)
        {
            string name = shared.Volume.Period.Length == 0 ? shared.Volume.Key : $"{shared.Volume.Key} of {shared.Volume.Period}";
            limits.Add(new CampaignLimit(
                new CampaignRow(name) { Measure = shared.Measure, Products = shared.Products, Channels = shared.Channels, Slots = shared.Slots }, shared.Volume, IsShared: true));
        }

        return limits;

        void Add(CampaignRow row, string key, string period) => limits.Add(new CampaignLimit(row, new VolumeKey(key, period), IsShared: false));
    }

    /// <summary>How much of the volume a contact takes, in the volume's unit; 0 when it is none of the row's.</summary>
    public long TakeOf(Campaign campaign, string product, CampaignChannel channel, string slot)
    {
        bool counts = (Row.Products.Count == 0 || Row.Products.Contains(product, StringComparer.Ordinal))
            && (Row.Channels.Count == 0 || Row.Channels.Contains(channel.Name, StringComparer.Ordinal))
            && (Row.Slots.Count == 0 || Row.Slots.Contains(slot, StringComparer.Ordinal));
        return !counts ? 0 : Row.Measure == RowMeasure.Cost ? Units(campaign, channel.Cost) : 1;
    }

    /// <summary>The volume's cap, in its own unit.</summary>
    public long Cap(Campaign campaign) => Row.Maximum is not { } most ? long.MaxValue : Row.Measure == RowMeasure.Cost ? Units(campaign, most) : (long)most;

    /// <summary>The row with what is left: of the campaign's own volume less what is taken and what the control group would have taken, of a shared one what the ledger has.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="volume">The volume as it stands; null when it is not defined yet.</param>
    /// <param name="ghosts">What contacts of the control group would have taken.</param>
    public CampaignRow Left(Campaign campaign, Volume? volume, long ghosts)
    {
        decimal unit = Row.Measure == RowMeasure.Cost ? campaign.MoneyUnit : 1;
        long taken = (volume?.Used ?? 0) + ghosts;
        if (IsShared)
        {
            return Row with { Maximum = Math.Max(0, (volume?.Cap ?? 0) - (volume?.Used ?? 0)) * unit };
        }

        return Row with
        {
            Maximum = Row.Maximum is null ? null : Math.Max(0, Cap(campaign) - taken) * unit,
            Minimum = Row.Minimum is { } least ? Math.Max(0, least - (taken * unit)) : null,
        };
    }

    private static long Units(Campaign campaign, decimal money) => (long)(money / campaign.MoneyUnit);
}
