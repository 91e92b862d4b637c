using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.ContactPolicy;

/// <summary>Random rules and histories, dense enough that verdicts of both kinds are common; all instants fall on half hours.</summary>
internal sealed class RandomCases(int seed)
{
    // Each with a change of the clocks within the weeks around its date; three of them skip a midnight.
    private static readonly (string Zone, string Around)[] Places =
    [
        ("America/Santiago", "2026-09-06"), ("Asia/Beirut", "2026-03-29"), ("Africa/Cairo", "2026-04-24"), ("Europe/Berlin", "2026-10-25"),
        ("America/New_York", "2026-03-08"), ("Asia/Kolkata", "2026-12-31"), ("Pacific/Apia", "2026-03-01"), ("UTC", "2028-02-29"),
    ];

    private static readonly string[] Channels = ["phone", "email", "letter"];
    private readonly Random _random = new(seed);

    public ContactRule Rule()
    {
        ContactLimit limit = Chance(4)
            ? ContactRule.AtMost([new("A", _random.Next(0, 5)), new("B", _random.Next(0, 4)), new("C", _random.Next(0, 3))])
            : ContactRule.AtMost(_random.Next(0, 5));
        ContactRule rule = limit.Over(Window());
        rule = Chance(4) ? ContactRule.MinGap(TimeSpan.FromHours(_random.Next(1, 100) / 2.0)) : rule;
        rule = rule.About(new ContactMatch
        {
            Purposes = Chance(2) ? [] : [ContactPurpose.Marketing],
            Channels = Chance(3) ? [Channels[_random.Next(3)], Channels[_random.Next(3)]] : [],
            Tags = Chance(6) ? ["x"] : [],
            Categories = Chance(6) ? ["k"] : [],
            Campaigns = Chance(6) ? ["s"] : [],
            Classes = Chance(6) ? ["A"] : [],
        });
        rule = rule.Counting((CountUnit)_random.Next(3));
        rule = Chance(3) ? rule.PerHousehold() : Chance(4) ? rule.PerAccount() : rule;
        rule = Chance(3) ? rule.AlsoCounting(ContactState.Bounced) : rule;
        return Chance(3) ? rule.ReservingForPriority(5, 1) : rule;
    }

    public AdmissionContext Context()
    {
        (string zone, string around) = Places[_random.Next(Places.Length)];
        DateTimeOffset middle = Cases.T(around + "T00:00Z");
        Contact[] contacts = [.. Enumerable.Range(0, _random.Next(0, 30)).Select(_ => Contact(middle, Chance(5) ? Places[_random.Next(Places.Length)].Zone : zone))];
        AdmissionContext context = Cases.Context(Contact(middle, zone), contacts);
        return context with { Now = context.Candidate.At.AddHours(-_random.Next(0, 48)) };
    }

    private ContactWindow Window() => _random.Next(8) switch
    {
        0 or 1 => ContactWindow.Rolling(TimeSpan.FromHours(_random.Next(1, 400) / 2.0)),
        2 => ContactWindow.CalendarDays(_random.Next(1, 9)),
        3 or 4 => ContactWindow.Calendar((CalendarPeriod)_random.Next(5)),
        5 => ContactWindow.Lifetime,
        6 => ContactWindow.PerCampaign,
        _ => ContactWindow.PerOffer,
    };

    private Contact Contact(DateTimeOffset middle, string zone)
    {
        Contact contact = Cases.Contact(middle.AddMinutes(30 * _random.Next(-480, 480)), zone, (ContactState)_random.Next(Chance(2) ? 13 : 7));
        var subjects = new List<SubjectKey>(contact.Subjects);
        if (Chance(2))
        {
            subjects.Add(SubjectKey.Household("h"));
        }

        if (Chance(3))
        {
            subjects.Add(SubjectKey.Account("a"));
        }

        return contact with
        {
            Subjects = subjects,
            Channel = Channels[_random.Next(3)],
            Purpose = Chance(5) ? ContactPurpose.Service : ContactPurpose.Marketing,
            Tags = Chance(2) ? ["x"] : [],
            Categories = Chance(2) ? ["k"] : [],
            Campaign = Chance(2) ? "s" : Chance(2) ? "r" : null,
            CustomerClass = Chance(3) ? null : "ABCD"[_random.Next(4)].ToString(),
            Offers = [.. Enumerable.Range(0, _random.Next(0, 3)).Select(o => $"o{_random.Next(3)}").Distinct()],
            Priority = _random.Next(10),
            CountsTowardCaps = !Chance(8),
            ExpiresAt = Chance(2) ? contact.At.AddHours(_random.Next(-20, 20)) : null,
        };
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
