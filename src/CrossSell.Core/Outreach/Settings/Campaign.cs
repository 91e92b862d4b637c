using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A campaign: what is offered, by which channels and when, with which means, and who is left out to measure what it brings.</summary>
/// <remarks>Immutable and thread-safe. What customers may be contacted how often is the contact policy's business, not the campaign's.</remarks>
public sealed record Campaign
{
    /// <summary>The campaign's id; contacts, offers, limits and the draw of the control group go by it.</summary>
    public required string Id { get; init; }

    /// <summary>Which wave of the campaign this is: of one product a customer gets one contact a wave. Empty for a campaign without waves.</summary>
    public string Wave { get; init; } = "";

    /// <summary>Whose campaign, where one ledger serves several companies.</summary>
    /// <value>Default: <c>main</c>.</value>
    public string Tenant { get; init; } = "main";

    /// <summary>What a contact is about. Default: one product.</summary>
    public CampaignKind Kind { get; init; }

    /// <summary>What is offered, each product once; one or more.</summary>
    public required IReadOnlyList<CampaignOffer> Offers { get; init; }

    /// <summary>The channels, each once; one or more.</summary>
    public required IReadOnlyList<CampaignChannel> Channels { get; init; }

    /// <summary>The slots in which contacts are made, in order of their starts; one or more. Names are unique in the whole campaign, over all waves.</summary>
    public required IReadOnlyList<CampaignSlot> Slots { get; init; }

    /// <summary>How long a slot lasts: within it a contact is moved to the hour that the customer likes, and out of quiet hours. More than zero.</summary>
    /// <value>Default: one day.</value>
    public TimeSpan SlotLength { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What all contacts together may cost; null for no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Further limits and minima on the campaign as a whole.</summary>
    public IReadOnlyList<CampaignRow> Rows { get; init; } = [];

    /// <summary>Volumes of the ledger that this campaign shares with others.</summary>
    public IReadOnlyList<CampaignVolume> SharedVolumes { get; init; } = [];

    /// <summary>The most contacts of one customer in a wave, 1 or more. Default: 1.</summary>
    public int MostContacts { get; init; } = 1;

    /// <summary>Of how many offers a consultation speaks at most, 1 or more. Default: 3.</summary>
    public int MostOffers { get; init; } = 3;

    /// <summary>The least that a contact must be expected to bring after its cost; null (the default) for more than nothing, or anything at all where minima are to be reached.</summary>
    public double? MinValue { get; init; }

    /// <summary>Who is left out to measure the effect; null for nobody, and then nothing can be measured.</summary>
    public HoldoutDesign? Holdout { get; init; }

    /// <summary>What the contacts are for. Default: marketing.</summary>
    public ContactPurpose Purpose { get; init; }

    /// <summary>Marks of every contact, which rules may match.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Higher numbers see slots that rules keep for them.</summary>
    public int Priority { get; init; }

    /// <summary>For how long after his contact a customer's answers and purchases count for the campaign. More than zero.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan AttributionWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long offers stand once they were presented; null for no end.</summary>
    public TimeSpan? OfferValidity { get; init; }

    /// <summary>The smallest unit of money, in which the ledger counts budgets; more than zero, at most six decimals. Default: 0.01.</summary>
    public decimal MoneyUnit { get; init; } = 0.01m;

    /// <summary>The product of an offer that a campaign's contact presents, from the id of the offer: <see cref="Contact.Offers"/>.</summary>
    /// <param name="offer">The id.</param>
    /// <exception cref="FormatException">It is no id of a campaign's offer.</exception>
    public static ProductId ProductOf(string offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Split('|').Length == 4
            ? CrossSell.Outreach.CampaignKeys.ProductOf(offer) : throw new FormatException($"'{offer}' is no id of a campaign's offer; campaign, customer, product and wave between | are expected.");
    }

    /// <summary>Reads a campaign from JSON; docs/formats.md lists the names.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="CampaignFormatException">It is no JSON, or no campaign; everything that is wrong is told together.</exception>
    public static Campaign FromJson(string json, string source = "campaign")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return new CrossSell.Outreach.CampaignReader(source).Read(json);
    }

    /// <summary>What is wrong with the campaign, one sentence each; empty when it can be planned.</summary>
    public IReadOnlyList<string> Validate() => CrossSell.Outreach.CampaignCheck.FailuresOf(this);

    /// <summary>The year whose universal hold-out counts: that of the first slot.</summary>
    internal int Year => Slots[0].Start.Year;

    /// <summary>Whether something must be reached, if need be at a loss.</summary>
    internal bool HasMinima => Offers.Any(offer => offer.Minimum > 0) || Rows.Any(row => row.Minimum > 0);
}
