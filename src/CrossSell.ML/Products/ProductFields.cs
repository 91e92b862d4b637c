using CrossSell.ML.Features;

namespace CrossSell.ML.Products;

/// <summary>The fields that all products share: found by looking at the columns alone, coarser than for a single product, since every code has a weight for each product.</summary>
internal static class ProductFields
{
    /// <summary>Of a number at most so many bins, of the time since a purchase fewer: there is one such column a product.</summary>
    private const int MostBins = 8;
    private const int MostBinsOfMonths = 4;

    /// <summary>A column's most frequent levels; the others are pooled.</summary>
    private const int MostLevels = 50;

    public static Field[] Fit(CustomerTable table, HistoryFeatures features, bool useProtected)
    {
        HashSet<string> months = [.. features.Columns.Where(column => column.Kind == HistoryFeatureKind.MonthsSinceProduct).Select(column => column.Name)];
        return
        [
            .. FieldFitter.Fit(table, useProtected)
                .Select(field => field.Kind == FieldKind.Levels ? Frequent(field, table) : Coarse(field, months.Contains(field.Name) ? MostBinsOfMonths : MostBins))
                .Where(field => field.Kind == FieldKind.Levels || field.Cuts.Length > 0 || field.HasMissing),
        ];
    }

    private static Field Coarse(Field field, int bins)
    {
        if (field.Cuts.Length < bins)
        {
            return field;
        }

        // The coarser cuts are quantiles where those of crosses are; of each value a bin, evenly thinned.
        double[] from = field.CrossCuts.Length >= bins - 1 ? field.CrossCuts : field.Cuts;
        double[] cuts = [.. Enumerable.Range(1, bins - 1).Select(k => from[(int)((long)k * from.Length / bins)]).Distinct()];
        return field with { Cuts = cuts, CrossCuts = [], EachValue = false };
    }

    private static Field Frequent(Field field, CustomerTable table)
    {
        if (field.Levels.Length <= MostLevels || !table.TryGetColumn(field.Name, out CustomerColumn? column))
        {
            return field;
        }

        int[] counts = new int[column.Levels.Count];
        foreach (int code in column.LevelCodes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        HashSet<string> kept = [.. Enumerable.Range(0, counts.Length).OrderByDescending(code => counts[code]).ThenBy(code => code).Take(MostLevels).Select(code => column.Levels[code])];
        return field with { Levels = [.. field.Levels.Where(kept.Contains)] };
    }
}
