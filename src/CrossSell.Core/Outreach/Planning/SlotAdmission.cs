using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>When in a slot the contact policy admits a contact of one customer by a channel: at the hour he likes, else at the first instant without quiet hours.</summary>
internal sealed class SlotAdmission(Campaign campaign, ContactLedger ledger)
{
    // Each try begins where the last veto ends; more than a few mean that limits and quiet hours alternate.
    private const int MostTries = 8;

    private readonly Dictionary<(int Channel, int Slot, string? Category), SlotVerdict> _known = [];
    private LedgerSession _session = null!;
    private CampaignTarget _customer = null!;
    private Contact _base = null!;
    private ContactPointHash _hash;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateTimeOffset _now;

    /// <summary>Turns to a customer.</summary>
    public void Begin(CampaignTarget customer, LedgerView view)
    {
        _known.Clear();
        _customer = customer;
        _now = view.Now;
        _session = new LedgerSession(new LedgerSelection { Tenant = campaign.Tenant, Roots = [] }, view, new LedgerChanges());
        (_base, _hash) = ledger.Draft(ContactMaker.Bare(campaign, customer), _now);
        _zone = ZoneClock.Find(_base.Zone) ?? TimeZoneInfo.Utc;
    }

    /// <summary>What stands against contacting him by any channel that is known of him.</summary>
    public IReadOnlyList<Objection> Objections
    {
        get
        {
            ContactPointHash[] points = _session.View.Objections.Count == 0 ? [] : [.. _customer.ContactPoints.Values.Select(ledger.HashOf), _hash];
            return points.Length == 0 ? [] : [.. _session.View.Objections.Where(row => points.Contains(row.Subject))];
        }
    }

    /// <summary>The contact as rules see it, for a channel and categories.</summary>
    public Contact ContactBy(int channel, string[] categories) => _base with
    {
        Channel = campaign.Channels[channel].Name,
        Categories = categories,
        ContactPoint = _customer.ContactPoints.TryGetValue(campaign.Channels[channel].Name, out string? point) ? ledger.HashOf(point) : null,
    };

    /// <summary>Judges a channel in a slot.</summary>
    /// <param name="channel">The channel's place.</param>
    /// <param name="slot">The slot's place.</param>
    /// <param name="categories">What the contact speaks of.</param>
    public SlotVerdict In(int channel, int slot, string[] categories)
    {
        (int, int, string?) key = (channel, slot, categories.Length == 0 ? null : string.Join('\n', categories));
        if (!_known.TryGetValue(key, out SlotVerdict? verdict))
        {
            _known.Add(key, verdict = Find(ContactBy(channel, categories), campaign.Slots[slot]));
        }

        return verdict;
    }

    private SlotVerdict Find(Contact contact, CampaignSlot slot)
    {
        DateTimeOffset end = slot.Start + campaign.SlotLength;
        if (end <= _now)
        {
            return new SlotVerdict(null, [new Veto { Code = ReasonCodes.SlotOver }]);
        }

        DateTimeOffset start = LedgerTime.Truncate(slot.Start > _now ? slot.Start : _now);
        DateTimeOffset liked = Liked(start, end);
        (DateTimeOffset? at, Admission verdict) = From(contact, liked, end);
        if (at is null && liked != start)
        {
            (at, _) = From(contact, start, end);
        }

        return new SlotVerdict(at, at is null ? verdict.Vetoes : []);
    }

    private (DateTimeOffset? At, Admission Verdict) From(Contact contact, DateTimeOffset at, DateTimeOffset end)
    {
        Admission? first = null;
        for (int i = 0; i < MostTries; i++)
        {
            Admission verdict = ledger.Judge(_session, contact with { At = at, LocalDate = PreparedRequest.LocalDate(at, _zone) }, _hash);
            if (verdict.IsAdmitted)
            {
                return (at, verdict);
            }

            first ??= verdict;
            if (verdict.EligibleAgainAt is not { } next || next <= at || next >= end)
            {
                break;
            }

            at = LedgerTime.Truncate(next) is var whole && whole < next ? whole.AddMicroseconds(1) : whole;
        }

        return (null, first!);
    }

    private DateTimeOffset Liked(DateTimeOffset start, DateTimeOffset end)
    {
        if (_customer.PreferredHour is not { } hour)
        {
            return start;
        }

        DateTime day = ZoneClock.LocalOf(_zone, start).Date;
        DateTimeOffset liked = ZoneClock.Earliest(_zone, day.AddHours(hour));
        liked = liked >= start ? liked : ZoneClock.Earliest(_zone, day.AddDays(1).AddHours(hour));
        return liked < end ? liked : start;
    }
}
