using System.Globalization;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.ContactPolicy;

/// <summary>The admission of one rule, written to be read: it tries every window that holds the candidate and counts what is in it.</summary>
internal static class NaiveAdmission
{
    public static bool Admits(ContactRule rule, AdmissionContext context, DateTimeOffset at, DateOnly day)
    {
        Contact candidate = context.Candidate;
        if (!Fits(rule.Match, candidate))
        {
            return true;
        }

        int limit = rule.Limit.For(candidate.CustomerClass);
        if (rule.Headroom is { } headroom && candidate.Priority < headroom.Priority)
        {
            limit -= headroom.Slots;
        }

        IEnumerable<SubjectKey> subjects = candidate.Subjects.Where(s => s.Kind == rule.Subject);
        subjects = subjects.Any() ? subjects : [SubjectKey.Of(candidate.Customer)];
        foreach (SubjectKey subject in subjects)
        {
            List<Contact> counted = [.. context.Contacts.Where(c => c.Subjects.Contains(subject) && c.CountsTowardCaps && IsCounted(rule, c, context.Now) && Fits(rule.Match, c))];
            List<List<(DateTimeOffset At, DateOnly Day, int Weight)>> windows = [.. Windows(rule.Window, counted, candidate, at, day)
                .Select(w => w.Select(c => (c.At, c.LocalDate, rule.Unit == CountUnit.Offer && rule.Window.Kind != WindowKind.PerOffer ? c.Offers.Count : 1)).ToList())];
            int own = rule.Unit == CountUnit.Offer && rule.Window.Kind != WindowKind.PerOffer ? candidate.Offers.Count : 1;
            if (own > 0 && windows.Any(w => w.Sum(c => c.Weight) + own > Math.Max(0, limit)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCounted(ContactRule rule, Contact contact, DateTimeOffset now) => contact.StateAt(now) switch
    {
        ContactState.Released or ContactState.Expired or ContactState.Bumped or ContactState.FailedNotSent => false,
        ContactState.NoAnswer => rule.Unit == CountUnit.Attempt || rule.AlsoCounted.Contains(ContactState.NoAnswer),
        ContactState.Bounced => rule.AlsoCounted.Contains(ContactState.Bounced),
        _ => true,
    };

    private static bool Fits(ContactMatch match, Contact contact) =>
        (match.Directions.Count == 0 || match.Directions.Contains(contact.Direction))
        && (match.Purposes.Count == 0 || match.Purposes.Contains(contact.Purpose))
        && (match.Channels.Count == 0 || match.Channels.Contains(contact.Channel))
        && (match.Campaigns.Count == 0 || match.Campaigns.Contains(contact.Campaign ?? ""))
        && (match.Categories.Count == 0 || match.Categories.Intersect(contact.Categories).Any())
        && (match.Tags.Count == 0 || match.Tags.Intersect(contact.Tags).Any())
        && (match.Classes.Count == 0 || match.Classes.Contains(contact.CustomerClass ?? ""));

    // The contents of every window around the candidate, itself left out.
    private static IEnumerable<IEnumerable<Contact>> Windows(ContactWindow window, List<Contact> counted, Contact candidate, DateTimeOffset at, DateOnly day)
    {
        switch (window.Kind)
        {
            case WindowKind.Rolling:
                // A window's contents change only where a contact enters at its end or leaves at its start.
                TimeSpan tick = TimeSpan.FromMicroseconds(1);
                IEnumerable<DateTimeOffset> starts = counted.Select(c => c.At).Append(at).SelectMany(x => new[] { x, x + tick, x - window.Length, x - window.Length + tick });
                return starts.Where(s => s <= at && at < s + window.Length).Select(s => counted.Where(c => s <= c.At && c.At < s + window.Length));
            case WindowKind.CalendarDays:
                return Enumerable.Range(0, window.Days).Select(back => day.AddDays(-back)).Select(first => counted.Where(c => first <= c.LocalDate && c.LocalDate < first.AddDays(window.Days)));
            case WindowKind.Calendar:
                return [counted.Where(c => Name(window.Period, c.LocalDate) == Name(window.Period, day))];
            case WindowKind.Lifetime:
                return [counted];
            case WindowKind.PerCampaign:
                return candidate.Campaign is null ? [] : [counted.Where(c => c.Campaign == candidate.Campaign)];
            default:
                return candidate.Offers.Select(offer => counted.Where(c => c.Offers.Contains(offer)));
        }
    }

    private static string Name(CalendarPeriod period, DateOnly day)
    {
        DateTime date = day.ToDateTime(TimeOnly.MinValue);
        return period switch
        {
            CalendarPeriod.Day => day.ToString("O", CultureInfo.InvariantCulture),
            CalendarPeriod.IsoWeek => $"{ISOWeek.GetYear(date)} {ISOWeek.GetWeekOfYear(date)}",
            CalendarPeriod.Month => $"{day.Year} {day.Month}",
            CalendarPeriod.Quarter => $"{day.Year} {(day.Month + 2) / 3}",
            _ => $"{day.Year}",
        };
    }
}
