using System.Globalization;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Spreads wishes over weeks, the most important first: the way that the customer most likely answers by, at the first instant that limits and capacities leave.</summary>
internal sealed class ContactPlanner(ContactPlanRules rules, ContactHabits habits, DateTimeOffset from, Func<ContactRequest, Admission> admit, Action<ContactRequest> take)
{
    /// <summary>So many ways of a wish are tried, the best ones.</summary>
    private const int Ways = 6;

    /// <summary>So many instants of a way; each lies behind what stood against the one before.</summary>
    private const int Instants = 64;

    private readonly TimeZoneInfo _zone = ZoneClock.Find(rules.Zone)!;
    private readonly DateTimeOffset _end = from + (TimeSpan.FromDays(7) * rules.Weeks);
    private readonly Dictionary<(string Channel, int Week), int> _used = [];

    public ContactPlan Plan(IEnumerable<ContactWish> wishes)
    {
        var planned = new List<ScheduledContact>();
        var leftOut = new List<(ContactWish, IReadOnlyList<Veto>)>();
        foreach ((ContactWish wish, List<Way> ways) in wishes.Select(wish => (Wish: wish, Ways: WaysOf(wish)))
            .OrderBy(one => one.Wish.Request.RequestedByCustomer ? 0 : 1).ThenByDescending(one => one.Ways.Count == 0 ? double.NegativeInfinity : one.Ways[0].Worth)
            .ThenBy(one => one.Wish.Request.Customer.Value, StringComparer.Ordinal).ThenBy(one => one.Wish.Request.IdempotencyKey, StringComparer.Ordinal))
        {
            IReadOnlyList<Veto> reasons = [];
            ScheduledContact? found = null;
            foreach (Way way in ways)
            {
                found = Place(wish, way, out IReadOnlyList<Veto> against);
                reasons = reasons.Count == 0 ? against : reasons;
                if (found is not null)
                {
                    break;
                }
            }

            if (found is null)
            {
                leftOut.Add((wish, ways.Count == 0 ? [new Veto { Code = ReasonCodes.BelowThreshold }] : reasons));
                continue;
            }

            _used[(found.Request.Channel, found.Week)] = _used.GetValueOrDefault((found.Request.Channel, found.Week)) + 1;
            take(found.Request);
            planned.Add(found);
        }

        return new ContactPlan(
            [.. planned.OrderBy(one => one.Request.At).ThenBy(one => one.Request.Customer.Value, StringComparer.Ordinal).ThenBy(one => one.Request.IdempotencyKey, StringComparer.Ordinal)], leftOut);
    }

    // What costs more than it brings is no way, unless the customer asked for it.
    private List<Way> WaysOf(ContactWish wish)
    {
        var ways = new List<Way>();
        foreach ((string channel, PlanChannel terms) in rules.Channels)
        {
            for (int slot = 0; slot < habits.Slots; slot++)
            {
                int hours = 24 / habits.Slots;
                if ((slot * hours) < rules.LastHour && ((slot + 1) * hours) > rules.FirstHour)
                {
                    double chance = habits.AnswerChance(wish.Request.Customer, channel, slot);
                    ways.Add(new Way(channel, slot, chance, (chance * wish.Value) - terms.Cost));
                }
            }
        }

        return
        [
            .. ways.Where(way => way.Worth >= 0 || wish.Request.RequestedByCustomer)
                .OrderByDescending(way => way.Worth).ThenByDescending(way => way.Chance).ThenBy(way => way.Channel, StringComparer.Ordinal).ThenBy(way => way.Slot).Take(Ways),
        ];
    }

    private ScheduledContact? Place(ContactWish wish, Way way, out IReadOnlyList<Veto> against)
    {
        TimeZoneInfo zone = wish.Request.Zone is { } id ? ZoneClock.Find(id) ?? _zone : _zone;
        DateTimeOffset end = wish.Until < _end ? wish.Until.Value : _end;
        against = [new Veto { Code = ReasonCodes.PlannedLater, EligibleAgainAt = wish.From }];
        DateTimeOffset? at = First(way.Slot, wish.From > from ? wish.From.Value : from, zone);
        for (int i = 0; i < Instants && at < end; i++)
        {
            int week = (int)((at.Value - from) / TimeSpan.FromDays(7));
            if (rules.Channels[way.Channel].CapacityAWeek is { } capacity && _used.GetValueOrDefault((way.Channel, week)) >= capacity)
            {
                against =
                [
                    new Veto
                    {
                        Code = ReasonCodes.VolumeOfChannel,
                        Parameters = [new("volume", way.Channel), new("period", ""), new("left", "0"), new("asked", "1"), new("capacity", capacity.ToString(CultureInfo.InvariantCulture))],
                    },
                ];
                at = First(way.Slot, from + (TimeSpan.FromDays(7) * (week + 1)), zone);
                continue;
            }

            ContactRequest request = wish.Request with { Channel = way.Channel, At = at, IsPlanned = true, Zone = wish.Request.Zone ?? rules.Zone };
            Admission admission = admit(request);
            if (admission.IsAdmitted)
            {
                return new ScheduledContact(wish, request, week, way.Chance, way.Worth);
            }

            against = admission.Vetoes;
            if (admission.EligibleAgainAt is not { } again)
            {
                return null;
            }

            at = First(way.Slot, again > at ? again : at.Value + TimeSpan.FromHours(1), zone);
        }

        return null;
    }

    // The first instant from one on that lies in the stretch, on a day and at an hour at which contacts are made.
    private DateTimeOffset? First(int slot, DateTimeOffset earliest, TimeZoneInfo zone)
    {
        int hours = 24 / habits.Slots;
        int begin = Math.Max(slot * hours, rules.FirstHour), finish = Math.Min((slot + 1) * hours, rules.LastHour);
        DateOnly day = ZoneClock.DateOf(zone, earliest);
        for (int i = 0; i <= 8; i++, day = day.AddDays(1))
        {
            if (!rules.Days.Contains(day.DayOfWeek))
            {
                continue;
            }

            DateTimeOffset opens = ZoneClock.Earliest(zone, day.ToDateTime(new TimeOnly(begin, 0)));
            DateTimeOffset closes = finish == 24 ? ZoneClock.StartOf(zone, day.AddDays(1)) : ZoneClock.Earliest(zone, day.ToDateTime(new TimeOnly(finish, 0)));
            DateTimeOffset at = opens > earliest ? opens : earliest;
            if (at < closes)
            {
                return LedgerTime.Truncate(at.AddTicks(TimeSpan.TicksPerMicrosecond - 1));
            }
        }

        return null;
    }

    private readonly record struct Way(string Channel, int Slot, double Chance, double Worth);
}
