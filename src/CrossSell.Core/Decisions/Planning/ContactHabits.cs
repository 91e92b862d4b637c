using System.Globalization;
using CrossSell.ContactPolicy;
using CrossSell.Decisions;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>By which channel and at which time of day customers answer, learned from contacts that were made: each customer's own share, shrunk towards everybody's.</summary>
/// <remarks>
/// <para>
/// Shares are posterior means of beta distributions, one inside the other: a channel's share is drawn to that of all contacts, a channel's share at a time of day to the
/// channel's, a customer's share of a channel to the channel's, and his share of a channel at a time of day to his own of the channel times how much better or worse that
/// time is for everybody. <c>Strength</c> contacts stand behind each prior, so a customer without contacts is like everybody, and one with many is himself.
/// </para>
/// <para>
/// Outbound contacts that were sent, delivered or rang without an answer are tries, answered ones are answers; a contact that the customer began is an answer by the channel
/// and at the time that he chose. What bounced reached nobody and tells nothing. Times are the customer's own, as the contact has them.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ContactHabits
{
    private readonly HabitCounts _counts;
    private readonly double _strength;
    private readonly int _hoursASlot;

    internal ContactHabits(HabitCounts counts, double strength, int hoursASlot) => (_counts, _strength, _hoursASlot) = (counts, strength, hoursASlot);

    /// <summary>How many stretches of the day are told apart.</summary>
    public int Slots => 24 / _hoursASlot;

    /// <summary>The channels that were used, in ordinal order.</summary>
    public IReadOnlyList<string> Channels => _counts.Channels;

    /// <summary>Learns.</summary>
    /// <param name="contacts">The contacts, in any order.</param>
    /// <param name="strength">How many contacts each prior is worth; above 0, finite.</param>
    /// <param name="hoursASlot">The length of a stretch of the day; 1, 2, 3, 4, 6, 8, 12 or 24.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static ContactHabits Of(IEnumerable<Contact> contacts, double strength = 8, int hoursASlot = 3)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        HabitCounts counts = CountsFor(strength, hoursASlot);
        foreach (Contact contact in contacts)
        {
            counts.Add(contact);
        }

        return new ContactHabits(counts, strength, hoursASlot);
    }

    /// <summary>The probability that a customer answers.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="channel">By which channel; one that was never used has the share of all contacts.</param>
    /// <param name="slot">The stretch of the day, from 0 to <see cref="Slots"/> - 1.</param>
    /// <returns>Above 0 and below 1; 0.5 where nothing at all is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stretch.</exception>
    public double AnswerChance(CustomerId customer, string channel, int slot)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        double all = Posterior(_counts.All, 0.5);
        double byChannel = Posterior(_counts.Of(channel), all);
        double atTime = Posterior(_counts.Of(channel, slot), byChannel);
        double his = Posterior(_counts.Of(customer, channel), byChannel);

        // Odds, not shares, are multiplied: a share times a factor could exceed 1.
        double odds = his / (1 - his) * (atTime / (1 - atTime)) / (byChannel / (1 - byChannel));
        return Posterior(_counts.Of(customer, channel, slot), odds / (1 + odds));
    }

    /// <summary>The stretch of the day that an instant falls into.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="zone">The customer's zone.</param>
    public int SlotOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return ZoneClock.LocalOf(zone, at).Hour / _hoursASlot;
    }

    internal static HabitCounts CountsFor(double strength, int hoursASlot)
    {
        if (!(strength > 0) || !double.IsFinite(strength))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, string.Create(CultureInfo.InvariantCulture, $"strength is {strength}; it must be above 0 and finite."));
        }

        return hoursASlot is 1 or 2 or 3 or 4 or 6 or 8 or 12 or 24 ? new HabitCounts(hoursASlot)
            : throw new ArgumentOutOfRangeException(nameof(hoursASlot), hoursASlot, string.Create(CultureInfo.InvariantCulture, $"hoursASlot is {hoursASlot}; a day has 24 hours, so it must be 1, 2, 3, 4, 6, 8, 12 or 24."));
    }

    private double Posterior((int Tries, int Answers) seen, double prior) => (seen.Answers + (_strength * prior)) / (seen.Tries + _strength);
}
