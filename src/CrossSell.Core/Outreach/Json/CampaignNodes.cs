using System.Globalization;
using System.Text.Json;
using CrossSell.ContactPolicy;

namespace CrossSell.Outreach;

/// <summary>What a campaign's JSON asks of its values beside what a policy's does.</summary>
internal static class CampaignNodes
{
    /// <summary>A member that may be absent.</summary>
    public static T Read<T>(this Dictionary<string, PolicyNode> members, string name, T absent, Func<PolicyNode, T> read) =>
        members.TryGetValue(name, out PolicyNode node) && node.Value.ValueKind != JsonValueKind.Null ? read(node) : absent;

    /// <summary>A member that is needed, or a stand-in where it was absent and told so.</summary>
    public static T OrElse<T>(this PolicyNode node, T absent, Func<PolicyNode, T> read) => node.IsPlaceholder ? absent : read(node);

    /// <summary>A text that may be empty.</summary>
    public static string TextOrEmpty(this PolicyNode node) => node.Value.ValueKind == JsonValueKind.String && node.Value.ValueEquals("") ? "" : node.Text();

    public static int Whole(this PolicyNode node) => node.Number(0, int.MaxValue, "a whole number of 0 or more");

    public static decimal Amount(this PolicyNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.Number && node.Value.TryGetDecimal(out decimal amount))
        {
            return amount;
        }

        node.Fail("a number");
        return 0;
    }

    public static DateTimeOffset Instant(this PolicyNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.String && node.Value.GetString() is { } text && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
        {
            return instant;
        }

        node.Fail("an instant with its offset such as 2026-03-02T09:00:00+01:00");
        return default;
    }
}
