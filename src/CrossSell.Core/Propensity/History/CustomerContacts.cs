using System.Collections.Frozen;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>All contacts with customers, by customer and time.</summary>
/// <remarks>Immutable and thread-safe. 8 bytes a contact.</remarks>
public sealed class CustomerContacts
{
    private readonly FrozenDictionary<string, int> _placeOf;
    private readonly long[][] _contacts;
    private readonly long[][] _declines;

    /// <summary>Takes the contacts in any order.</summary>
    /// <param name="contacts">The contacts.</param>
    public CustomerContacts(IEnumerable<CustomerContact> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        IGrouping<string, CustomerContact>[] customers = [.. contacts.GroupBy(contact => contact.Customer.Value, StringComparer.Ordinal)];
        _placeOf = customers.Select((group, place) => (group.Key, place)).ToFrozenDictionary(pair => pair.Key, pair => pair.place, StringComparer.Ordinal);
        _contacts = [.. customers.Select(group => Sorted(group.Select(contact => contact.At)))];
        _declines = [.. customers.Select(group => Sorted(Declines(group)))];
    }

    private CustomerContacts(string customer, long[] contacts, long[] declines)
    {
        _placeOf = new Dictionary<string, int>(StringComparer.Ordinal) { [customer] = 0 }.ToFrozenDictionary(StringComparer.Ordinal);
        _contacts = [contacts];
        _declines = [declines];
    }

    /// <summary>What records of contacts and answers say: outbound contacts for marketing that reached somebody or may have, and what was declined after them.</summary>
    /// <remarks>
    /// A decline belongs to the customer's last such contact at or before it, and is known from its own instant on; where there is none, or that one was declined already, it is a
    /// contact of its own. Declines of one conversation count once, answers that were corrected not at all. Instants are taken in UTC. O(records log records).
    /// </remarks>
    /// <param name="contacts">The contacts, each with how far it came, in any order.</param>
    /// <param name="answers">The answers to offers, in any order.</param>
    /// <exception cref="ArgumentException">A contact that counts names no instant.</exception>
    public static CustomerContacts Of(IEnumerable<(ContactRequest Request, ContactState State)> contacts, IEnumerable<OfferResponse> answers)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentNullException.ThrowIfNull(answers);
        return new CustomerContacts(ContactHistory.Of(contacts, answers));
    }

    /// <summary>One customer's contacts and some more of his.</summary>
    internal CustomerContacts Of(CustomerId customer, IReadOnlyList<CustomerContact> more)
    {
        int place = PlaceOf(customer.Value);
        return new CustomerContacts(
            customer.Value,
            [.. (place < 0 ? [] : _contacts[place]).Concat(more.Select(contact => contact.At.Ticks)).Order()],
            [.. (place < 0 ? [] : _declines[place]).Concat(Declines(more).Select(at => at.Ticks)).Order()]);
    }

    /// <summary>How often a customer was contacted, and declined, before an instant. O(log contacts of the customer).</summary>
    /// <param name="customer">Who; nobody was ever contacted who is not known.</param>
    /// <param name="before">Contacts at it or later do not count.</param>
    public (int Contacts, int Declines) Count(CustomerId customer, DateTime before) => CountAt(PlaceOf(customer.Value), before.Ticks);

    /// <summary>Where a customer's contacts are kept; -1 when there are none.</summary>
    internal int PlaceOf(string customer) => _placeOf.GetValueOrDefault(customer, -1);

    internal (int Contacts, int Declines) CountAt(int place, long before) =>
        place < 0 ? (0, 0) : (CountBefore(_contacts[place], before), CountBefore(_declines[place], before));

    /// <summary>The ticks of the last contact before an instant; null when there was none.</summary>
    internal long? LastAt(int place, long before) => place >= 0 && CountBefore(_contacts[place], before) is > 0 and int count ? _contacts[place][count - 1] : null;

    private static IEnumerable<DateTime> Declines(IEnumerable<CustomerContact> contacts) => contacts.Where(contact => contact.Declined).Select(contact => contact.DeclinedAt ?? contact.At);

    private static long[] Sorted(IEnumerable<DateTime> times) => [.. times.Select(at => at.Ticks).Order()];

    private static int CountBefore(long[] times, long before)
    {
        int low = 0;
        int high = times.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = times[middle] < before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
