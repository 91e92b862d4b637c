using System.Runtime.InteropServices;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact with a customer through a channel, and whether an answer came.</summary>
/// <param name="Customer">The customer's place in the history.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Answered">Whether the customer took up the offer, declined it or put it off; silence is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChannelContact(int Customer, string Channel, bool Answered)
{
    /// <summary>Reads the contacts of a ledger that were sent, with what came back on each.</summary>
    /// <param name="customers">The customers of the history; contacts with others are left out.</param>
    /// <param name="contacts">The contacts; those not sent, or of which that is not known, and incoming ones do not count.</param>
    /// <param name="responses">The answers; one belongs to the contact that it names.</param>
    public static IEnumerable<ChannelContact> Of(IdTable customers, IEnumerable<Contact> contacts, IEnumerable<OfferResponse> responses)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentNullException.ThrowIfNull(responses);
        HashSet<Guid> answered = [.. responses.Where(r => r.Kind != OfferResponseKind.NoResponse && r.ContactId is not null).Select(r => r.ContactId!.Value)];
        foreach (Contact contact in contacts)
        {
            int customer = contact.Direction == ContactDirection.Outbound && contact.State is ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.Bounced or ContactState.NoAnswer ? customers.IndexOf(contact.Customer.Value) : -1;
            if (customer >= 0)
            {
                yield return new ChannelContact(customer, contact.Channel, contact.State == ContactState.Answered || answered.Contains(contact.Id));
            }
        }
    }
}
