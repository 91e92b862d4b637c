using System.Globalization;

namespace CrossSell.Tool;

/// <summary>The instant that is "now" for a history: as <c>--as-of</c> says, else the last purchase.</summary>
internal static class Instant
{
    /// <summary>As <c>--as-of</c> would take it: the date alone at midnight.</summary>
    public static string Text(DateTime instant) =>
        instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>In UTC, as ISO 8601 writes it; empty for never.</summary>
    public static string Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What the summary says of it, after a comma; empty when there is no instant.</summary>
    public static string Clause(string label, DateTime? instant) => instant is { } known ? $", {label} {Text(known)}" : "";

    /// <summary>
    /// Warns of a last purchase in the future: one slip of the keyboard, such as 2205 for 2025, and every holding seems to have ended.
    /// </summary>
    /// <param name="reporter">Takes the warning.</param>
    /// <param name="clock">Knows what day it is.</param>
    /// <param name="lastPurchase">The instant; null when there are no times.</param>
    /// <param name="effect">What follows from it.</param>
    public static void WarnOfFuture(Reporter reporter, TimeProvider clock, DateTime? lastPurchase, string effect)
    {
        DateTime now = clock.GetLocalNow().DateTime;
        if (lastPurchase is { } last && last > now)
        {
            reporter.Warn(
                $"the last purchase is of {Text(last)}, later than the clock ({Text(now.Date)}); {effect}. "
                + "Say by --as-of what is now: later rows are left out then.");
        }
    }
}
