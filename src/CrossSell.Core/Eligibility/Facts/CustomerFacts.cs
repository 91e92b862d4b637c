using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Everything that eligibility may look at of one customer. What is not known is absent, and absence never makes anything eligible.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
public sealed partial record CustomerFacts(CustomerId Customer)
{
    /// <summary>Whether anything is known of the customer at all. Default: true.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>What he has, had, has ordered, or holds with others.</summary>
    public IReadOnlyList<Ownership> Holdings { get; init; } = [];

    /// <summary>As of when <see cref="Holdings"/> are true; null when that is unknown.</summary>
    public DateTimeOffset? HoldingsAsOf { get; init; }

    /// <summary>What he was offered.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>What he answered; corrections beside what they correct.</summary>
    public IReadOnlyList<OfferResponse> Responses { get; init; } = [];

    /// <summary>The channels of the contacts in which he answered, by <c>OfferResponse.ContactId</c>.</summary>
    public IReadOnlyDictionary<Guid, string> ContactChannels { get; init; } = new Dictionary<Guid, string>();

    /// <summary>His permissions, given and withdrawn.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>As of when permissions and objections are true; null when that is unknown.</summary>
    public DateTimeOffset? ConsentAsOf { get; init; }

    /// <summary>His objections and those of his contact points.</summary>
    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>Reasons to leave him in peace.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Changes of his contact class, with pauses.</summary>
    public IReadOnlyList<ClassChange> ClassChanges { get; init; } = [];

    /// <summary>Where he lives, in the catalogue's names of regions; null when unknown.</summary>
    public string? Region { get; init; }

    /// <summary>The channels by which he can be reached; null when that is not recorded, and then no channel is refused for it.</summary>
    public IReadOnlyList<string>? ReachableChannels { get; init; }

    /// <summary>What predicates ask for, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The channel by which an answer came; null when that is not known, and then it may have been any.</summary>
    internal string? ChannelOf(OfferResponse response) => response.ContactId is { } contact && ContactChannels.TryGetValue(contact, out string? channel) ? channel : null;
}
