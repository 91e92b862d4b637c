using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Reads a list of measures such as <c>support,lift</c>.</summary>
internal static class MeasureNames
{
    /// <summary>All names, a few on a line.</summary>
    public static string ListForHelp() =>
        string.Join(",\n", RuleMeasures.All.Select(measure => measure.Name).Chunk(7).Select(names => "  " + string.Join(", ", names)));

    public static IReadOnlyList<RuleMeasure> Parse(string? text)
    {
        if (string.Equals(text, "all", StringComparison.OrdinalIgnoreCase))
        {
            return RuleMeasures.All;
        }

        if (text is null)
        {
            return [RuleMeasures.Support, RuleMeasures.Confidence, RuleMeasures.Lift];
        }

        var measures = new List<RuleMeasure>();
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (RuleMeasures.TryGet(name) is not { } measure)
            {
                string known = string.Join(", ", RuleMeasures.All.Select(m => m.Name));
                string hint = Nearest.To(name, RuleMeasures.All.Select(m => m.Name)) is { } near ? $"Did you mean {near}? " : "";
                throw new UsageException($"--measures names '{name}', which is no measure. {hint}There are {known}.");
            }

            if (!measures.Contains(measure))
            {
                measures.Add(measure);
            }
        }

        return measures;
    }
}
