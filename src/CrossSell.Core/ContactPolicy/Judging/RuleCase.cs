using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>One rule and one candidate, as a function of the instant at which the contact is made.</summary>
internal sealed class RuleCase
{
    private readonly Contact _candidate;
    private readonly TimeZoneInfo _zone;
    private readonly int _limit;
    private readonly List<CountedGroup> _groups = [];

    /// <param name="rule">A rule that fits the candidate.</param>
    /// <param name="context">The candidate and the contacts of its subjects.</param>
    /// <param name="zone">The candidate's zone.</param>
    public RuleCase(ContactRule rule, AdmissionContext context, TimeZoneInfo zone)
    {
        Rule = rule;
        _candidate = context.Candidate;
        _zone = zone;
        _limit = rule.LimitFor(_candidate);
        int weight = rule.WeightOf(_candidate);
        if (weight == 0 || (rule.Window.Kind == WindowKind.PerCampaign && _candidate.Campaign is null))
        {
            return;
        }

        bool isNamed = false;
        for (int i = 0; i < _candidate.Subjects.Count; i++)
        {
            if (_candidate.Subjects[i].Kind == rule.Subject)
            {
                isNamed = true;
                AddGroups(context, _candidate.Subjects[i], weight);
            }
        }

        if (!isNamed)
        {
            // A customer without a household or account is one of his own.
            AddGroups(context, SubjectKey.Of(_candidate.Customer), weight);
        }
    }

    public ContactRule Rule { get; }

    private void AddGroups(AdmissionContext context, SubjectKey subject, int weight)
    {
        CountedContact[] counted = Counted(context, subject);
        ContactWindow window = Rule.Window;
        if (window.Kind == WindowKind.PerOffer)
        {
            foreach (string offer in _candidate.Offers.Distinct(StringComparer.Ordinal))
            {
                _groups.Add(new CountedGroup(window, _limit, weight, [.. counted.Where(c => c.Contact.Offers.Contains(offer, StringComparer.Ordinal))]));
            }

            return;
        }

        _groups.Add(new CountedGroup(
            window,
            _limit,
            weight,
            window.Kind == WindowKind.PerCampaign ? [.. counted.Where(c => string.Equals(c.Contact.Campaign, _candidate.Campaign, StringComparison.Ordinal))] : counted));
    }

    /// <summary>The subject's other contacts that the rule counts, by instant.</summary>
    private CountedContact[] Counted(AdmissionContext context, SubjectKey subject)
    {
        IReadOnlyList<Contact> contacts = context.Contacts;
        List<CountedContact>? counted = null;
        for (int i = 0; i < contacts.Count; i++)
        {
            Contact contact = contacts[i];
            if (contact.Id != _candidate.Id && contact.Concerns(subject) && Rule.Counts(contact, context.Now) && Rule.WeightOf(contact) is > 0 and var weight)
            {
                (counted ??= []).Add(new CountedContact(contact.At.UtcTicks, contact.LocalDate.DayNumber, weight, contact));
            }
        }

        return counted is null ? [] : [.. counted];
    }

    /// <summary>The first instant from <paramref name="from"/> on at which the rule admits the candidate; null when it never does.</summary>
    public DateTimeOffset? FirstAllowed(DateTimeOffset from)
    {
        DateTimeOffset at = from;
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (CountedGroup group in _groups)
            {
                if (group.FirstAllowed(at, DayOf(at), _zone) is not { } next)
                {
                    return null;
                }

                moved |= next != at;
                at = next;
            }
        }

        return at;
    }

    /// <summary>What the rule says of the candidate at an instant; null when it admits it.</summary>
    public Veto? Judge(DateTimeOffset at)
    {
        DateTimeOffset? again = FirstAllowed(at);
        if (again == at)
        {
            return null;
        }

        DateOnly day = DayOf(at);
        Contact[] inTheWay = [.. _groups.Where(g => g.FirstAllowed(at, day, _zone) != at).SelectMany(g => g.InTheWay(at, day)).DistinctBy(c => c.Id).OrderBy(c => c.At).ThenBy(c => c.Id)];
        return new Veto
        {
            Code = Rule.IsMinGap ? ReasonCodes.ContactGap : ReasonCodes.ContactCap,
            RuleId = Rule.Id,
            RuleVersion = Rule.Version,
            Parameters =
            [
                new("limit", _limit.ToString(CultureInfo.InvariantCulture)),
                new("window", Rule.Window.ToString()),
                new("unit", Rule.Unit.ToString()),
                new("subject", Rule.Subject.ToString()),
                new("zone", _candidate.Zone),
            ],
            Evidence = [.. inTheWay.Select(c => c.Id.ToString("D", CultureInfo.InvariantCulture))],
            EligibleAgainAt = again,
            FixHint = Rule.OnHit.Kind == HitActionKind.TryOtherChannel ? "Try another channel." : null,
        };
    }

    // The candidate's own day is frozen like those of the others; only a later instant has a day to be found.
    private DateOnly DayOf(DateTimeOffset at) => at == _candidate.At ? _candidate.LocalDate : ZoneClock.DateOf(_zone, at);
}
