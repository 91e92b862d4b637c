using System.Globalization;
using System.Text.Json;

namespace CrossSell.ContactPolicy;

/// <summary>Where a text stops being JSON, and why.</summary>
internal static class JsonFault
{
    public static string Of(JsonException problem)
    {
        // The place is told in front, counted from one.
        string reason = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and int cut ? problem.Message[..cut] : problem.Message;
        return string.Create(CultureInfo.InvariantCulture, $"line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}: expected JSON; {reason}");
    }
}
