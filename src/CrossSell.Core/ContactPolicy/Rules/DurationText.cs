using System.Globalization;
using System.Text;

namespace CrossSell.ContactPolicy;

/// <summary>Lengths of time as policies write them: <c>30d</c>, <c>12h30m</c>, <c>500us</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    public const string Expected = "a length of time such as 30d, 12h or 1d12h30m";

    public static string Of(TimeSpan length)
    {
        var text = new StringBuilder();
        long left = length.Ticks;
        foreach ((string unit, long ticks) in Units)
        {
            if (left / ticks > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{left / ticks}{unit}");
                left %= ticks;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    /// <summary>Units from the largest to the smallest, each once, none negative.</summary>
    public static bool TryParse(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        int at = 0;
        int nextUnit = 0;
        decimal total = 0;
        while (at < text.Length)
        {
            int digits = at;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                digits++;
            }

            int end = digits;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
            {
                end++;
            }

            int unit = Array.FindIndex(Units, nextUnit, u => text.AsSpan(digits, end - digits).SequenceEqual(u.Unit));
            if (unit < 0 || !long.TryParse(text.AsSpan(at, digits - at), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            {
                return false;
            }

            total += (decimal)count * Units[unit].Ticks;
            nextUnit = unit + 1;
            at = end;
        }

        if (text.Length == 0 || total > TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        length = new TimeSpan((long)total);
        return true;
    }
}
