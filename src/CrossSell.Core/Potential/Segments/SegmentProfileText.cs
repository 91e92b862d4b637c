using System.Globalization;

namespace CrossSell.Potential;

/// <summary>How to address a segment, in words. Numbers are written here, so that the text is the same on every machine.</summary>
internal static class SegmentProfileText
{
    private static readonly NumberFormatInfo _english = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = "." };
    private static readonly NumberFormatInfo _german = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public static string Of(SegmentProfile profile, CultureInfo culture, IReadOnlyList<string> categories, int most)
    {
        bool german = string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal);
        NumberFormatInfo format = german ? _german : _english;
        string Percent(double share) => (100 * share).ToString(share is < 0.0995 and > 0 ? "0.0" : "0", format) + (german ? " %" : "%");
        string Count(double number) => number.ToString("#,0", format);
        var parts = new List<string>
        {
            german ? $"{Count(profile.Coverage.Customers)} Kunden ({Percent(Known(profile.Share))})" : $"{Count(profile.Coverage.Customers)} customers ({Percent(Known(profile.Share))})",
        };
        if (!double.IsNaN(profile.Coverage.Coverage))
        {
            parts.Add(german ? $"{Percent(profile.Coverage.Coverage)} des Bedarfs gedeckt" : $"{Percent(profile.Coverage.Coverage)} of the need covered");
        }

        if (!double.IsNaN(profile.MeanValue))
        {
            parts.Add(german ? $"Kundenwert im Mittel {Count(profile.MeanValue)}" : $"mean customer value {Count(profile.MeanValue)}");
        }

        var text = new List<string> { string.Join(", ", parts) + "." };
        CategoryOutlook[] best = [.. profile.Outlook.Take(most)];
        string list = string.Join(", ", best.Select(o => german
            ? $"{categories[o.Category]} ({Count(o.Gaps)} Lücken, Neigung {Percent(o.MeanPropensity)})"
            : $"{categories[o.Category]} ({Count(o.Gaps)} gaps, propensity {Percent(o.MeanPropensity)})"));
        text.Add(best.Length == 0 ? german ? "Derzeit ist nichts anzubieten." : "There is nothing to offer now." : german ? $"Zuerst anbieten: {list}." : $"Offer first: {list}.");
        if (profile.Channels.Count > 0)
        {
            ChannelRate channel = profile.Channels[0];
            text.Add(german
                ? $"Am besten erreichbar über {channel.Channel}: {Percent(channel.Rate)} antworten."
                : $"Best reached by {channel.Channel}: {Percent(channel.Rate)} answer.");
        }

        return string.Join(' ', text);
    }

    private static double Known(double share) => double.IsNaN(share) ? 0 : share;
}
