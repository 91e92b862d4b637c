using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrossSell.ContactPolicy;

/// <summary>Writes a policy as JSON: every setting, in one order, so that equal policies are equal bytes.</summary>
internal static class PolicyWriter
{
    public static byte[] Utf8Of(PolicySet policy, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", policy.Id);
            json.WriteString("version", policy.Version);
            json.WriteString("zone", policy.OrganizationZone);
            Objects(json, "rules", policy.Rules, Rule);
            Objects(json, "quietHours", policy.QuietHours, Quiet);
            Exemptions(json, policy.Exemptions);
            Permissions(json, policy.Permissions);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Rule(Utf8JsonWriter json, ContactRule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("version", rule.Version);
        if (rule.IsMinGap)
        {
            json.WriteString("minGap", DurationText.Of(rule.Window.Length));
        }
        else
        {
            Limit(json, rule.Limit);
            Window(json, rule.Window);
        }

        json.WriteString("unit", Name(rule.Unit));
        json.WriteString("subject", Name(rule.Subject));
        Match(json, rule.Match);
        Names(json, "alsoCounted", rule.AlsoCounted);
        if (rule.Headroom is { } headroom)
        {
            json.WriteStartObject("headroom");
            json.WriteNumber("priority", headroom.Priority);
            json.WriteNumber("slots", headroom.Slots);
            json.WriteEndObject();
        }

        OnHit(json, rule.OnHit);
    }

    private static void Limit(Utf8JsonWriter json, ContactLimit limit)
    {
        if (limit.ByClass.Count == 0)
        {
            json.WriteNumber("limit", limit.Lowest);
            return;
        }

        json.WriteStartObject("limit");
        foreach ((string customerClass, int most) in limit.ByClass)
        {
            json.WriteNumber(customerClass, most);
        }

        json.WriteEndObject();
    }

    private static void Window(Utf8JsonWriter json, ContactWindow window)
    {
        if (window.Kind > WindowKind.Calendar)
        {
            json.WriteString("window", Name(window.Kind));
            return;
        }

        json.WriteStartObject("window");
        switch (window.Kind)
        {
            case WindowKind.Rolling:
                json.WriteString("rolling", DurationText.Of(window.Length));
                break;
            case WindowKind.CalendarDays:
                json.WriteNumber("calendarDays", window.Days);
                break;
            default:
                json.WriteString("calendar", Name(window.Period));
                break;
        }

        json.WriteEndObject();
    }

    private static void Match(Utf8JsonWriter json, ContactMatch match)
    {
        json.WriteStartObject("match");
        Names(json, "directions", match.Directions);
        Names(json, "purposes", match.Purposes);
        Texts(json, "channels", match.Channels);
        Texts(json, "campaigns", match.Campaigns);
        Texts(json, "categories", match.Categories);
        Texts(json, "tags", match.Tags);
        Texts(json, "classes", match.Classes);
        json.WriteEndObject();
    }

    private static void OnHit(Utf8JsonWriter json, HitAction action)
    {
        if (action.Kind == HitActionKind.Defer)
        {
            json.WriteStartObject("onHit");
            json.WriteString("deferWithin", DurationText.Of(action.MaxDelay));
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("onHit", Name(action.Kind));
        }
    }

    private static void Quiet(Utf8JsonWriter json, QuietHours quiet)
    {
        json.WriteString("id", quiet.Id);
        json.WriteString("version", quiet.Version);
        Match(json, quiet.Match);
        Objects(json, "intervals", quiet.Intervals, static (writer, interval) =>
        {
            Names(writer, "days", interval.Days);
            writer.WriteString("from", Time(interval.From));
            writer.WriteString("until", Time(interval.Until));
        });
        json.WriteStartObject("holidays");
        foreach (HolidayCalendar calendar in quiet.Holidays)
        {
            Texts(json, calendar.Region, calendar.Days.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        json.WriteEndObject();
        OnHit(json, quiet.OnHit);
    }

    private static void Exemptions(Utf8JsonWriter json, PolicyExemptions exemptions)
    {
        json.WriteStartObject("exemptions");
        json.WriteBoolean("inbound", exemptions.Inbound);
        json.WriteBoolean("requestedByCustomer", exemptions.RequestedByCustomer);
        Names(json, "purposes", exemptions.Purposes);
        Objects(json, "named", exemptions.Named, static (writer, named) =>
        {
            writer.WriteString("name", named.Name);
            writer.WriteString("actor", named.Actor);
            writer.WriteString("reason", named.Reason);
        });
        json.WriteEndObject();
    }

    private static void Permissions(Utf8JsonWriter json, PermissionRules permissions)
    {
        json.WriteStartObject("permissions");
        json.WriteBoolean("asksConsent", permissions.AsksConsent);
        Objects(json, "channels", permissions.Channels, static (writer, channel) =>
        {
            writer.WriteString("channel", channel.Channel);
            Names(writer, "accepted", channel.Accepted);
            writer.WriteBoolean("needsEvidence", channel.NeedsEvidence);
        });
        json.WriteEndObject();
    }

    private static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Names<T>(Utf8JsonWriter json, string name, IEnumerable<T> values)
        where T : struct, Enum => Texts(json, name, values.Select(v => Name(v)));

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Time(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0
        ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
        : time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
