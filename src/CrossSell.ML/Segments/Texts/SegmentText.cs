using System.Globalization;
using CrossSell.ML.LeadScores;

namespace CrossSell.ML.Segments;

/// <summary>A segment's rule in words.</summary>
internal static class SegmentText
{
    public static string Rule(SegmentRule segment, CultureInfo culture, Func<string, string> nameOf)
    {
        bool german = string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal);
        return segment.Conditions.Count == 0
            ? german ? "alle Kunden" : "all customers"
            : string.Join("; ", segment.Conditions.Select(c => $"{Name(c, nameOf, german)}: {Values(c, culture, german)}"));
    }

    private static string Name(SegmentCondition condition, Func<string, string> nameOf, bool german) => condition.Kind == CustomerColumnKind.Date
        ? $"{nameOf(condition.Column)} ({(german ? "Jahre seither" : "years since")})"
        : nameOf(condition.Column);

    private static string Values(SegmentCondition condition, CultureInfo culture, bool german)
    {
        // What is left out is said where it is shorter, and then nobody has to be told that the rest, known or not, is in.
        if (condition.LevelsOutside.Count > 0 && condition.LevelsOutside.Count < condition.Levels.Count && condition.IncludesOthers && condition.IncludesUnknown)
        {
            string or = german ? " oder " : " or ";
            IReadOnlyList<string> outside = condition.LevelsOutside;
            string list = outside.Count == 1 ? outside[0] : $"{string.Join(", ", outside.Take(outside.Count - 1))}{or}{outside[^1]}";
            return $"{(german ? "nicht" : "not")} {list}";
        }

        bool onlyUnknown = condition.Kind != CustomerColumnKind.Categorical
            ? condition is { From: null, Below: null, IncludesUnknown: true }
            : condition.Levels.Count == 0 && !condition.IncludesOthers;
        var line = new LeadClass(0, condition.From, condition.Below, condition.Levels, condition.IncludesOthers, condition.IncludesUnknown, onlyUnknown, 0, double.NaN);
        return LeadScoreText.For(culture).Values(new LeadCriterion(condition.Column, condition.Kind, condition.IsWhole, condition.Order, [line]) { HasUnknown = condition.HasUnknown }, line);
    }
}
