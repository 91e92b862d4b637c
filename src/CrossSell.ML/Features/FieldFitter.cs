namespace CrossSell.ML.Features;

/// <summary>Finds how the columns of a training table are taken apart. Looks at the columns alone, never at the labels.</summary>
/// <remarks>Works on sorted values and counts, so the order of the rows changes nothing.</remarks>
internal static class FieldFitter
{
    /// <summary>A number with at most so many different values gets a bin for each: counts, classes, codes.</summary>
    private const int MostValueBins = 64;

    /// <summary>Of other numbers: so many bins with about equally many rows.</summary>
    private const int QuantileBins = 16;

    /// <summary>A level with fewer rows is pooled with the other rare ones.</summary>
    private const int LeastLevelRows = 5;

    /// <summary>The fields of all columns that a model may use, in the ordinal order of their names.</summary>
    public static Field[] Fit(CustomerTable table, bool useProtected) =>
        [.. Usable(table, useProtected).Select(column => column.Kind == CustomerColumnKind.Categorical ? Levels(column) : Numbers(column, table))];

    /// <summary>The columns that a model may use, in the ordinal order of their names.</summary>
    /// <exception cref="PropensityTrainingException">There is none, or a column of dates cannot be counted from.</exception>
    public static CustomerColumn[] Usable(CustomerTable table, bool useProtected)
    {
        CustomerColumn[] columns = [.. table.Columns.Where(column => useProtected || !column.IsProtected).OrderBy(column => column.Name, StringComparer.Ordinal)];
        if (columns.Length == 0)
        {
            throw new PropensityTrainingException("There is no column to learn from: the table has none, or all are protected and protected ones are not switched on.");
        }

        string[] undated = [.. columns.Where(column => column.Kind == CustomerColumnKind.Date && !table.HasDates).Select(column => column.Name)];
        if (undated.Length > 0)
        {
            throw new PropensityTrainingException(
                $"{string.Join(", ", undated.Select(name => $"'{name}'"))} hold dates, and the table does not say on which day the customers are looked at: what counts is the time between. Give it with {nameof(CustomerTableBuilder)}.{nameof(CustomerTableBuilder.WithDate)}.", undated);
        }

        return columns;
    }

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

        string[] kept = [.. column.Levels.Where((_, code) => counts[code] >= LeastLevelRows)];
        return new Field(column.Name, column.Kind, 0, 0, [], [], kept, EachValue: false, column.MissingCount > 0);
    }

    private static Field Numbers(CustomerColumn column, CustomerTable table)
    {
        double[] known = [.. FieldEncoder.Numbers(column, table).Where(value => !double.IsNaN(value))];
        Array.Sort(known);
        double mean = known.Length == 0 ? 0 : known.Average();
        double deviation = known.Length == 0 ? 0 : Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        deviation = deviation > 1e-12 * Math.Abs(mean) ? deviation : 0;
        double[] different = [.. known.Distinct()];
        if (deviation == 0)
        {
            return new Field(column.Name, column.Kind, mean, 0, [], [], [], EachValue: false, column.MissingCount > 0);
        }

        double[] quantiles = [.. Enumerable.Range(1, QuantileBins - 1).Select(k => known[(int)((long)k * known.Length / QuantileBins)]).Distinct().Where(cut => cut > known[0])];
        double[] cuts = different.Length <= MostValueBins ? different[1..] : quantiles;
        return new Field(column.Name, column.Kind, mean, deviation, cuts, cuts.Length < QuantileBins ? cuts : quantiles, [], different.Length <= MostValueBins, column.MissingCount > 0);
    }
}
