using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Tries and answers, of everybody and of each customer, by channel and stretch of the day.</summary>
internal sealed class HabitCounts(int hoursASlot)
{
    private const int AnySlot = -1;

    private readonly Dictionary<(string Customer, string Channel, int Slot), (int Tries, int Answers)> _seen = [];
    private readonly SortedSet<string> _channels = new(StringComparer.Ordinal);

    public (int Tries, int Answers) All => Of("", "", AnySlot);

    public IReadOnlyList<string> Channels => [.. _channels];

    public (int Tries, int Answers) Of(string channel, int slot = AnySlot) => Of("", channel, slot);

    public (int Tries, int Answers) Of(CustomerId customer, string channel, int slot = AnySlot) => Of(customer.Value, channel, slot);

    public void Add(Contact contact)
    {
        bool isInbound = contact.Direction == ContactDirection.Inbound;
        if (contact.State is not (ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.NoAnswer))
        {
            return;
        }

        int answered = isInbound || contact.State == ContactState.Answered ? 1 : 0;
        TimeZoneInfo zone = ZoneClock.Find(contact.Zone) ?? TimeZoneInfo.Utc;
        int slot = ZoneClock.LocalOf(zone, contact.At).Hour / hoursASlot;
        _channels.Add(contact.Channel);
        Count("", "", AnySlot, answered);
        Count("", contact.Channel, AnySlot, answered);
        Count("", contact.Channel, slot, answered);
        Count(contact.Customer.Value, contact.Channel, AnySlot, answered);
        Count(contact.Customer.Value, contact.Channel, slot, answered);
    }

    private (int Tries, int Answers) Of(string customer, string channel, int slot) => _seen.GetValueOrDefault((customer, channel, slot));

    private void Count(string customer, string channel, int slot, int answered)
    {
        (int tries, int answers) = Of(customer, channel, slot);
        _seen[(customer, channel, slot)] = (tries + 1, answers + answered);
    }
}
