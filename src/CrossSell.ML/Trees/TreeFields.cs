using CrossSell.ML.Features;

namespace CrossSell.ML.Trees;

/// <summary>Finds how columns become small numbers for trees: at most 255 bins of about equal weight, a level each, a code for gaps. Never looks at the labels.</summary>
internal static class TreeFields
{
    private const int MostCuts = 253;
    private const int MostLevels = 253;

    /// <summary>A level with fewer rows is pooled with the other rare ones.</summary>
    private const int LeastLevelRows = 20;

    /// <summary>The fields that can tell customers apart, in the ordinal order of their names.</summary>
    /// <remarks>Works on sorted values and counts, so the order of the rows changes nothing, and a column without two values adds nothing.</remarks>
    public static Field[] Fit(CustomerTable table, bool useProtected) =>
    [
        .. FieldFitter.Usable(table, useProtected)
            .Select(column => column.Kind == CustomerColumnKind.Categorical ? Levels(column) : Numbers(column, table))
            .Where(field => field.Kind == FieldKind.Levels || field.Cuts.Length > 0 || field.HasMissing),
    ];

    private static Field Levels(CustomerColumn column)
    {
        int[] counts = new int[column.Levels.Count];
        foreach (int code in column.LevelCodes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        string[] kept =
        [
            .. Enumerable.Range(0, counts.Length).Where(code => counts[code] >= LeastLevelRows)
                .OrderByDescending(code => counts[code]).ThenBy(code => code).Take(MostLevels).Select(code => column.Levels[code]).Order(StringComparer.Ordinal),
        ];
        return new Field(column.Name, column.Kind, 0, 0, [], [], kept, EachValue: false, column.MissingCount > 0);
    }

    private static Field Numbers(CustomerColumn column, CustomerTable table)
    {
        double[] known = [.. FieldEncoder.Numbers(column, table).Where(value => !double.IsNaN(value))];
        Array.Sort(known);
        double[] different = [.. known.Distinct()];
        double[] cuts = different.Length <= 1 ? []
            : different.Length <= MostCuts + 1 ? different[1..]
            : [.. Enumerable.Range(1, MostCuts).Select(k => known[(int)((long)k * known.Length / (MostCuts + 1))]).Distinct().Where(cut => cut > known[0])];
        return new Field(column.Name, column.Kind, 0, 0, cuts, [], [], EachValue: different.Length <= MostCuts + 1, column.MissingCount > 0);
    }
}
