using System.Text.Json;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Reads a campaign from JSON and collects everything that is wrong with it; docs/formats.md lists the names.</summary>
internal sealed class CampaignReader(string source)
{
    private readonly List<string> _faults = [];

    /// <exception cref="CampaignFormatException">There are faults.</exception>
    public Campaign Read(string json)
    {
        Campaign? campaign;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            campaign = Campaign(new PolicyNode(document.RootElement, "$", _faults));
        }
        catch (JsonException e)
        {
            throw new CampaignFormatException(source, [JsonFault.Of(e)]);
        }

        _faults.AddRange(_faults.Count == 0 ? campaign!.Validate() : []);
        return _faults.Count == 0 ? campaign! : throw new CampaignFormatException(source, _faults);
    }

    private static Campaign? Campaign(PolicyNode root)
    {
        if (root.Members(
            "id", "wave", "tenant", "kind", "offers", "channels", "slots", "slotLength", "budget", "rows", "sharedVolumes", "mostContacts", "mostOffers", "minValue", "holdout", "purpose", "tags", "priority",
            "attributionWindow", "offerValidity", "moneyUnit") is not { } members)
        {
            return null;
        }

        var usual = new Campaign { Id = "?", Offers = [], Channels = [], Slots = [] };
        return new Campaign
        {
            Id = root.Needed(members, "id", "the campaign's id").OrElse("?", node => node.Text()),
            Wave = members.Read("wave", "", node => node.TextOrEmpty()),
            Tenant = members.Read("tenant", usual.Tenant, node => node.Text()),
            Kind = members.Read("kind", usual.Kind, node => node.Choice<CampaignKind>()),
            Offers = [.. root.Needed(members, "offers", "a list of offers").OrElse([], node => node.Items()).Select(Offer)],
            Channels = [.. root.Needed(members, "channels", "a list of channels").OrElse([], node => node.Items()).Select(Channel)],
            Slots = [.. root.Needed(members, "slots", "a list of slots").OrElse([], node => node.Items()).Select(Slot)],
            SlotLength = members.Read("slotLength", usual.SlotLength, node => node.Duration()),
            Budget = members.Read<decimal?>("budget", null, node => node.Amount()),
            Rows = [.. members.Read("rows", [], node => node.Items()).Select(Row)],
            SharedVolumes = [.. members.Read("sharedVolumes", [], node => node.Items()).Select(Shared)],
            MostContacts = members.Read("mostContacts", usual.MostContacts, node => node.Whole()),
            MostOffers = members.Read("mostOffers", usual.MostOffers, node => node.Whole()),
            MinValue = members.Read<double?>("minValue", null, node => (double)node.Amount()),
            Holdout = members.Read<HoldoutDesign?>("holdout", null, Holdout),
            Purpose = members.Read("purpose", usual.Purpose, node => node.Choice<ContactPurpose>()),
            Tags = members.Read("tags", usual.Tags, node => node.Texts()),
            Priority = members.Read("priority", 0, node => node.Number(int.MinValue, int.MaxValue, "a whole number")),
            AttributionWindow = members.Read("attributionWindow", usual.AttributionWindow, node => node.Duration()),
            OfferValidity = members.Read<TimeSpan?>("offerValidity", null, node => node.Duration()),
            MoneyUnit = members.Read("moneyUnit", usual.MoneyUnit, node => node.Amount()),
        };
    }

    private static CampaignOffer Offer(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("product", "margin", "lever", "maximum", "minimum") ?? [];
        return new CampaignOffer(new ProductId(node.Needed(members, "product", "the id of a product").OrElse("?", text => text.Text())))
        {
            Margin = members.Read<double?>("margin", null, value => (double)value.Amount()),
            Lever = members.Read("lever", 1d, value => (double)value.Amount()),
            Maximum = members.Read<int?>("maximum", null, value => value.Whole()),
            Minimum = members.Read<int?>("minimum", null, value => value.Whole()),
        };
    }

    private static CampaignChannel Channel(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("name", "cost", "capacity", "capacityBySlot") ?? [];
        return new CampaignChannel(node.Needed(members, "name", "the channel's name").OrElse("?", text => text.Text()))
        {
            Cost = members.Read("cost", 0m, value => value.Amount()),
            Capacity = members.Read<int?>("capacity", null, value => value.Whole()),
            CapacityBySlot = members.Read("capacityBySlot", [], value => value.Members() ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.Whole(), StringComparer.Ordinal),
        };
    }

    private static CampaignSlot Slot(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("name", "start") ?? [];
        return new CampaignSlot(
            node.Needed(members, "name", "the slot's name").OrElse("?", text => text.Text()),
            node.Needed(members, "start", "an instant with its offset such as 2026-03-02T09:00:00+01:00").OrElse(default, value => value.Instant()));
    }

    private static CampaignRow Row(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("name", "measure", "products", "channels", "slots", "minimum", "maximum") ?? [];
        return new CampaignRow(node.Needed(members, "name", "the row's name").OrElse("?", text => text.Text()))
        {
            Measure = members.Read("measure", RowMeasure.Contacts, value => value.Choice<RowMeasure>()),
            Products = members.Read("products", [], value => value.Texts()),
            Channels = members.Read("channels", [], value => value.Texts()),
            Slots = members.Read("slots", [], value => value.Texts()),
            Minimum = members.Read<decimal?>("minimum", null, value => value.Amount()),
            Maximum = members.Read<decimal?>("maximum", null, value => value.Amount()),
        };
    }

    private static CampaignVolume Shared(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("volume", "period", "measure", "products", "channels", "slots") ?? [];
        string volume = node.Needed(members, "volume", "the volume's name, such as channel:phone").OrElse("?", text => text.Text());
        return new CampaignVolume(new VolumeKey(volume, members.Read("period", "", value => value.TextOrEmpty())))
        {
            Measure = members.Read("measure", RowMeasure.Contacts, value => value.Choice<RowMeasure>()),
            Products = members.Read("products", [], value => value.Texts()),
            Channels = members.Read("channels", [], value => value.Texts()),
            Slots = members.Read("slots", [], value => value.Texts()),
        };
    }

    private static HoldoutDesign Holdout(PolicyNode node)
    {
        Dictionary<string, PolicyNode> members = node.Members("salt", "universalShare", "controlShare") ?? [];
        var design = new HoldoutDesign { Salt = node.Needed(members, "salt", "a text of the company's own, kept as it is").OrElse("?", text => text.Text()) };
        return design with
        {
            UniversalShare = members.Read("universalShare", design.UniversalShare, value => (double)value.Amount()),
            ControlShare = members.Read("controlShare", design.ControlShare, value => (double)value.Amount()),
        };
    }
}
