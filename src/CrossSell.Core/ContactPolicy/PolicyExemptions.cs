using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Which contacts limits and quiet hours do not refuse. They may still count for others: that is <c>Contact.CountsTowardCaps</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PolicyExemptions
{
    /// <summary>The usual ones: contacts that the customer began or asked for, service, and what the contract demands.</summary>
    public static PolicyExemptions Usual { get; } = new();

    /// <summary>Contacts that the customer began. Default: true.</summary>
    public bool Inbound { get; init; } = true;

    /// <summary>Contacts that the customer asked for, such as an agreed call-back. Default: true.</summary>
    public bool RequestedByCustomer { get; init; } = true;

    /// <summary>Purposes that are exempt from every rule that does not name them. Default: service and contractual.</summary>
    public IReadOnlyList<ContactPurpose> Purposes { get; init; } = [ContactPurpose.Service, ContactPurpose.Contractual];

    /// <summary>Exemptions that a contact may claim by name; a name that is not among them exempts from nothing.</summary>
    public IReadOnlyList<NamedExemption> Named { get; init; } = [];

    /// <summary>What exempts a contact from rules about certain contacts, for the log; null when nothing does.</summary>
    internal string? Of(Contact contact, ContactMatch match)
    {
        if (Inbound && contact.Direction == ContactDirection.Inbound)
        {
            return "inbound";
        }

        if (RequestedByCustomer && contact.RequestedByCustomer)
        {
            return "requested by the customer";
        }

        if (Purposes.Contains(contact.Purpose) && !match.Purposes.Contains(contact.Purpose))
        {
            return $"purpose {contact.Purpose}";
        }

        return Named.FirstOrDefault(n => string.Equals(n.Name, contact.Exemption, StringComparison.Ordinal))?.ToString();
    }
}
