using System.Globalization;
using CrossSell.Campaigns;

namespace CrossSell.Outreach;

/// <summary>Says everything that is wrong with a campaign.</summary>
internal sealed class CampaignCheck
{
    private readonly Campaign _campaign;
    private readonly List<string> _failures = [];

    private CampaignCheck(Campaign campaign) => _campaign = campaign;

    public static IReadOnlyList<string> FailuresOf(Campaign campaign)
    {
        var check = new CampaignCheck(campaign);
        check.Names();
        check.Offers();
        check.Channels();
        check.Slots();
        check.Money();
        check.Figures();
        return check._failures;
    }

    private void Names()
    {
        Require(!string.IsNullOrWhiteSpace(_campaign.Id), "Id is empty; the campaign needs an id, such as autumn-2026.");
        Require(!string.IsNullOrEmpty(_campaign.Tenant), "Tenant is empty; it must name whose campaign this is, such as main.");
        Require(_campaign.Wave is not null, "Wave is null; it must be a text, empty for a campaign without waves.");
        Require(Enum.IsDefined(_campaign.Kind), $"Kind is {(int)_campaign.Kind}; it must be one of {string.Join(", ", Enum.GetNames<CampaignKind>())}.");
        Require(Enum.IsDefined(_campaign.Purpose), $"Purpose is {(int)_campaign.Purpose}; it must be Marketing, Service or Contractual.");
        foreach (string tag in _campaign.Tags.Where(tag => string.IsNullOrEmpty(tag) || GhostTags.IsGhost(tag)))
        {
            _failures.Add($"The tag '{tag}' cannot be used; it is empty, or it marks contacts of the control group.");
        }
    }

    private void Offers()
    {
        Require(_campaign.Offers.Count > 0, "Offers is empty; a campaign offers at least one product.");
        Unique("product", _campaign.Offers.Select(offer => offer.Product.Value));
        foreach (CampaignOffer offer in _campaign.Offers)
        {
            Require(offer.Product.Value.Length > 0, "An offer names no product.");
            Require(offer.Margin is null || double.IsFinite(offer.Margin.Value), Text($"The margin of '{offer.Product}' is {offer.Margin}; it must be finite."));
            Require(offer.Lever >= 0 && double.IsFinite(offer.Lever), Text($"The lever of '{offer.Product}' is {offer.Lever}; it must be 0 or more."));
            Require(!(offer.Maximum < 0) && !(offer.Minimum < 0), Text($"The volume of '{offer.Product}' goes from {offer.Minimum} to {offer.Maximum}; both must be 0 or more."));
            Require(!(offer.Minimum > offer.Maximum), Text($"The minimum of '{offer.Product}' is {offer.Minimum}, above its maximum {offer.Maximum}."));
            Require(
                _campaign.Kind == CampaignKind.SingleProduct || (offer.Maximum is null && offer.Minimum is null),
                $"The offer '{offer.Product}' has a volume, but consultations are planned, which speak of several products; only single-product campaigns keep volumes of products.");
        }
    }

    private void Channels()
    {
        Require(_campaign.Channels.Count > 0, "Channels is empty; a campaign needs at least one.");
        Unique("channel", _campaign.Channels.Select(channel => channel.Name));
        HashSet<string> slots = [.. _campaign.Slots.Select(slot => slot.Name)];
        foreach (CampaignChannel channel in _campaign.Channels)
        {
            Require(!string.IsNullOrWhiteSpace(channel.Name), "A channel has no name.");
            Require(
                channel.Cost >= 0 && (_campaign.MoneyUnit <= 0 || decimal.Remainder(channel.Cost, _campaign.MoneyUnit) == 0),
                Text($"A contact by '{channel.Name}' costs {channel.Cost}; it must be 0 or more and a whole number of {_campaign.MoneyUnit}."));
            Require(!(channel.Capacity < 0), Text($"The capacity of '{channel.Name}' is {channel.Capacity}; it must be null or 0 or more."));
            foreach ((string slot, int capacity) in channel.CapacityBySlot)
            {
                Require(slots.Contains(slot), $"The channel '{channel.Name}' has a capacity for the slot '{slot}', which there is not.");
                Require(capacity >= 0, Text($"The capacity of '{channel.Name}' in '{slot}' is {capacity}; it must be 0 or more."));
            }
        }
    }

    private void Slots()
    {
        Require(_campaign.Slots.Count > 0, "Slots is empty; a campaign needs at least one.");
        Unique("slot", _campaign.Slots.Select(slot => slot.Name));
        for (int i = 1; i < _campaign.Slots.Count; i++)
        {
            Require(
                _campaign.Slots[i].Start >= _campaign.Slots[i - 1].Start,
                $"The slot '{_campaign.Slots[i].Name}' starts before '{_campaign.Slots[i - 1].Name}'; slots stand in order of their starts.");
        }

        Require(_campaign.SlotLength > TimeSpan.Zero, $"SlotLength is {_campaign.SlotLength}; it must be more than zero.");
    }

    private void Money()
    {
        decimal unit = _campaign.MoneyUnit;
        Require(unit > 0 && decimal.Remainder(unit, 0.000001m) == 0, Text($"MoneyUnit is {unit}; it must be more than zero with at most six decimals, such as 0.01."));
        Require(!(_campaign.Budget < 0), Text($"Budget is {_campaign.Budget}; it must be null or 0 or more."));
        Unique("row", _campaign.Rows.Select(row => row.Name));
        foreach (CampaignRow row in _campaign.Rows.Where(row => unit > 0 && row.Measure == RowMeasure.Cost))
        {
            Require(decimal.Remainder(row.Maximum ?? 0, unit) == 0, Text($"The row '{row.Name}' has the maximum {row.Maximum}; it must be a whole number of {unit}."));
        }

        Unique("shared volume", _campaign.SharedVolumes.Select(shared => $"{shared.Volume.Key} {shared.Volume.Period}"));
        Require(unit <= 0 || decimal.Remainder(_campaign.Budget ?? 0, unit) == 0, Text($"Budget is {_campaign.Budget}; it must be a whole number of {unit}."));
    }

    private void Figures()
    {
        Require(_campaign.MostContacts >= 1, Text($"MostContacts is {_campaign.MostContacts}; it must be 1 or more."));
        Require(_campaign.MostOffers >= 1, Text($"MostOffers is {_campaign.MostOffers}; it must be 1 or more."));
        Require(_campaign.Kind == CampaignKind.SingleProduct || _campaign.MostContacts == 1, Text($"MostContacts is {_campaign.MostContacts}; a customer gets one consultation a wave."));
        Require(_campaign.MinValue is null || double.IsFinite(_campaign.MinValue.Value), Text($"MinValue is {_campaign.MinValue}; it must be null or finite."));
        Require(_campaign.AttributionWindow > TimeSpan.Zero, $"AttributionWindow is {_campaign.AttributionWindow}; it must be more than zero.");
        Require(!(_campaign.OfferValidity <= TimeSpan.Zero), $"OfferValidity is {_campaign.OfferValidity}; it must be null or more than zero.");
        _failures.AddRange(_campaign.Holdout?.Validate() ?? []);
    }

    private void Unique(string kind, IEnumerable<string> names)
    {
        foreach (IGrouping<string, string> group in names.GroupBy(name => name ?? "", StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _failures.Add(Text($"There are {group.Count()} {kind}s '{group.Key}'; each stands once."));
        }
    }

    private void Require(bool holds, string failure)
    {
        if (!holds)
        {
            _failures.Add(failure);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
