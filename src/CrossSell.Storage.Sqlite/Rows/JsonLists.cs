using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Lists as JSON arrays in a text column, which SQLite's own functions can take apart.</summary>
internal static class JsonLists
{
    // What JSON writes as it stands.
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_:./@#=,;");

    public static string Of(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return "[]";
        }

        if (texts.Count == 1 && IsPlain(texts[0]))
        {
            return string.Concat("[\"", texts[0], "\"]");
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Of(IReadOnlyList<SubjectKey> subjects) => subjects.Count == 1 ? Of([subjects[0].ToString()]) : Of([.. subjects.Select(subject => subject.ToString())]);

    public static string Of(IReadOnlyList<KeyValuePair<string, string>> pairs) => Of([.. pairs.Select(pair => pair.Key + "=" + pair.Value)]);

    public static string Of(IReadOnlyList<VolumeTake> takes) =>
        takes.Count == 0 ? "[]" : Of([.. takes.SelectMany(take => (string[])[take.Key, take.Period, take.Amount.ToString(CultureInfo.InvariantCulture)])]);

    public static IReadOnlyList<string> Texts(string json)
    {
        if (json is "[]")
        {
            return [];
        }

        if (!json.Contains('\\', StringComparison.Ordinal))
        {
            // What the writer put down without an escape holds quotes only around its texts.
            return json[2..^2].Split("\",\"");
        }

        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(element => element.GetString() ?? "")];
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(s_plain);

    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string json) =>
        [.. Texts(json).Select(text => text.Split('=', 2)).Select(part => new KeyValuePair<string, string>(part[0], part[1]))];

    public static IReadOnlyList<SubjectKey> Subjects(string json) => [.. Texts(json).Select(SubjectKey.Parse)];

    public static IReadOnlyList<VolumeTake> Takes(string json) =>
        json is "[]" ? [] : [.. Texts(json).Chunk(3).Select(part => new VolumeTake(part[0], part[1], long.Parse(part[2], CultureInfo.InvariantCulture)))];
}
