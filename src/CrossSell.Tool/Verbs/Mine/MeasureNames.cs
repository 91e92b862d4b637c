using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Reads a list of measures such as <c>support,lift</c>.</summary>
internal static class MeasureNames
{
    private const int Width = 98;

    /// <summary>All names in lines that fit the help.</summary>
    public static string ListForHelp()
    {
        var lines = new List<string> { " " };
        foreach (string name in RuleMeasures.All.Select(measure => measure.Name))
        {
            if (lines[^1].Length + name.Length + 2 > Width)
            {
                lines.Add(" ");
            }

            lines[^1] += $" {name},";
        }

        return string.Join('\n', lines).TrimEnd(',');
    }

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
            RuleMeasure measure = One("--measures", name);
            if (!measures.Contains(measure))
            {
                measures.Add(measure);
            }
        }

        return measures;
    }

    /// <summary>The measure of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static RuleMeasure One(string option, string name)
    {
        if (RuleMeasures.TryGet(name) is { } measure)
        {
            return measure;
        }

        string known = string.Join(", ", RuleMeasures.All.Select(m => m.Name));
        string hint = Nearest.To(name, RuleMeasures.All.Select(m => m.Name)) is { } near ? $"Did you mean {near}? " : "";
        throw new UsageException($"{option} names '{name}', which is no measure. {hint}There are {known}.");
    }
}
