using System.Globalization;
using System.Text.Json;

namespace CrossSell.ContactPolicy;

/// <summary>Reads quiet hours from a policy's JSON.</summary>
internal static class QuietReader
{
    public static QuietHours? Read(PolicyNode node) =>
        node.Members("id", "version", "match", "intervals", "holidays", "onHit") is not { } members ? null : new QuietHours(node.Needed(members, "id", "the id of the quiet hours").Text())
        {
            Version = members.TryGetValue("version", out PolicyNode version) ? version.Text() : "1",
            Match = members.TryGetValue("match", out PolicyNode match) ? RuleReader.Match(match) : ContactMatch.OutboundMarketing,
            Intervals = members.TryGetValue("intervals", out PolicyNode intervals) ? [.. intervals.Items().Select(Interval)] : [],
            Holidays = members.TryGetValue("holidays", out PolicyNode holidays) ? [.. (holidays.Members() ?? []).Select(h => new HolidayCalendar(h.Key, Days(h.Value)))] : [],
            OnHit = members.TryGetValue("onHit", out PolicyNode onHit) ? RuleReader.OnHit(onHit) : HitAction.Suppress,
        };

    private static QuietInterval Interval(PolicyNode node)
    {
        if (node.Members("days", "from", "until") is not { } members)
        {
            return new QuietInterval(TimeOnly.MinValue, TimeOnly.MinValue);
        }

        var interval = new QuietInterval(
            Time(node.Needed(members, "from", "a local time such as 20:00")),
            Time(node.Needed(members, "until", "a local time such as 08:00")));
        return members.TryGetValue("days", out PolicyNode days) ? interval with { Days = days.Choices<DayOfWeek>() } : interval;
    }

    private static TimeOnly Time(PolicyNode node)
    {
        string[] formats = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];
        if (node.Value.ValueKind == JsonValueKind.String
            && TimeOnly.TryParseExact(node.Value.GetString(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return time;
        }

        node.Fail("a local time such as 20:00 or 08:30; the end of a day is 00:00");
        return TimeOnly.MinValue;
    }

    private static List<DateOnly> Days(PolicyNode node)
    {
        var days = new List<DateOnly>();
        foreach (PolicyNode item in node.Items())
        {
            if (item.Value.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(item.Value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                days.Add(day);
            }
            else
            {
                item.Fail("a day such as 2026-12-25");
            }
        }

        return days;
    }
}
