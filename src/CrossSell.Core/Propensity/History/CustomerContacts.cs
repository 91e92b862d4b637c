using System.Collections.Frozen;

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
        _contacts = [.. customers.Select(Sorted)];
        _declines = [.. customers.Select(group => Sorted(group.Where(contact => contact.Declined)))];
    }

    private CustomerContacts(string customer, long[] contacts, long[] declines)
    {
        _placeOf = new Dictionary<string, int>(StringComparer.Ordinal) { [customer] = 0 }.ToFrozenDictionary(StringComparer.Ordinal);
        _contacts = [contacts];
        _declines = [declines];
    }

    /// <summary>One customer's contacts and some more of his.</summary>
    internal CustomerContacts Of(CustomerId customer, IReadOnlyList<CustomerContact> more)
    {
        int place = PlaceOf(customer.Value);
        return new CustomerContacts(
            customer.Value,
            [.. (place < 0 ? [] : _contacts[place]).Concat(more.Select(contact => contact.At.Ticks)).Order()],
            [.. (place < 0 ? [] : _declines[place]).Concat(more.Where(contact => contact.Declined).Select(contact => contact.At.Ticks)).Order()]);
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

    private static long[] Sorted(IEnumerable<CustomerContact> contacts) => [.. contacts.Select(contact => contact.At.Ticks).Order()];

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
