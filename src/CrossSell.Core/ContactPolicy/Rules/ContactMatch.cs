using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Which contacts a rule is about: those that it judges and those that it counts.</summary>
/// <remarks>
/// Immutable and thread-safe. Every part that names something must fit; an empty part fits all. Texts compare ordinally. By default a rule is about
/// marketing that we began: service calls and letters of the contract are no selling.
/// </remarks>
public sealed record ContactMatch
{
    /// <summary>Outbound marketing on any channel.</summary>
    public static ContactMatch OutboundMarketing { get; } = new();

    /// <summary>Who began the contact; empty for either side. Default: outbound.</summary>
    public IReadOnlyList<ContactDirection> Directions { get; init; } = [ContactDirection.Outbound];

    /// <summary>What the contact is for; empty for anything. Default: marketing.</summary>
    public IReadOnlyList<ContactPurpose> Purposes { get; init; } = [ContactPurpose.Marketing];

    /// <summary>The channels, counted together; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The campaigns, counted together; empty for all contacts, with or without one.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];

    /// <summary>Categories of which the contact speaks of at least one; empty for all contacts.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Tags of which the contact has at least one; empty for all contacts.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The customer's classes at the time of the contact; empty for all, the unknown class too.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether a contact is one of these.</summary>
    public bool Fits(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return (Directions.Count == 0 || Contains(Directions, contact.Direction))
            && (Purposes.Count == 0 || Contains(Purposes, contact.Purpose))
            && (Channels.Count == 0 || Contains(Channels, contact.Channel))
            && (Campaigns.Count == 0 || (contact.Campaign is { } campaign && Contains(Campaigns, campaign)))
            && (Categories.Count == 0 || Meet(Categories, contact.Categories))
            && (Tags.Count == 0 || Meet(Tags, contact.Tags))
            && (Classes.Count == 0 || (contact.CustomerClass is { } customerClass && Contains(Classes, customerClass)));
    }

    private static bool Meet(IReadOnlyList<string> wanted, IReadOnlyList<string> present)
    {
        for (int i = 0; i < present.Count; i++)
        {
            if (Contains(wanted, present[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains<T>(IReadOnlyList<T> list, T value)
        where T : notnull
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value))
            {
                return true;
            }
        }

        return false;
    }
}
