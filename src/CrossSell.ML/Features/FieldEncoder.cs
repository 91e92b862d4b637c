namespace CrossSell.ML.Features;

/// <summary>Takes the columns of a table apart as the fields say.</summary>
internal static class FieldEncoder
{
    /// <summary>A year, in days.</summary>
    private const double Year = 365.25;

    /// <summary>Encodes every field.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit; the message names all such columns.</exception>
    public static EncodedField[] Encode(IReadOnlyList<Field> fields, CustomerTable table)
    {
        Check(fields, table);
        return [.. fields.Select(field => Encode(field, table))];
    }

    /// <summary>Refuses a table that lacks what the fields need.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit; the message names all such columns.</exception>
    public static void Check(IReadOnlyList<Field> fields, CustomerTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<string> faults = [];
        foreach (Field field in fields)
        {
            if (!table.TryGetColumn(field.Name, out CustomerColumn? column))
            {
                faults.Add($"column '{field.Name}' ({field.Source}) is missing");
            }
            else if (Group(column.Kind) != Group(field.Source) && column.MissingCount < column.Count)
            {
                faults.Add($"column '{field.Name}' is {column.Kind} and was {field.Source} in the training");
            }
            else if (column.Kind == CustomerColumnKind.Date && !table.HasDates)
            {
                faults.Add($"column '{field.Name}' holds dates, and the table does not say on which day the customers are looked at");
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The customers do not have the columns of the training: {string.Join("; ", faults)}. They have {string.Join(", ", table.Columns.Take(20).Select(c => $"'{c.Name}'"))}.", nameof(table));
        }
    }

    /// <summary>A column's numbers; of dates the years from them to the day on which the customer is looked at.</summary>
    public static double[] Numbers(CustomerColumn column, CustomerTable table)
    {
        double[] numbers = column.Numbers.ToArray();
        for (int row = 0; row < numbers.Length && column.Kind == CustomerColumnKind.Date; row++)
        {
            numbers[row] = (table.AsOf(row)!.Value.DayNumber - numbers[row]) / Year;
        }

        return numbers;
    }

    /// <summary>For each level of a column the code that it has in the field.</summary>
    public static int[] CodesOf(Field field, CustomerColumn column)
    {
        int[] codes = new int[column.Levels.Count];
        for (int level = 0; level < codes.Length; level++)
        {
            int found = Array.BinarySearch(field.Levels, column.Levels[level], StringComparer.Ordinal);
            codes[level] = found >= 0 ? found : field.OtherCode;
        }

        return codes;
    }

    /// <summary>Encodes one field of a table that was checked.</summary>
    public static EncodedField Encode(Field field, CustomerTable table)
    {
        table.TryGetColumn(field.Name, out CustomerColumn? column);
        if (column!.MissingCount == column.Count)
        {
            int[] gaps = new int[column.Count];
            Array.Fill(gaps, field.MissingCode);
            double[] nothing = new double[field.Kind == FieldKind.Number ? column.Count : 0];
            Array.Fill(nothing, double.NaN);
            return new EncodedField(nothing, gaps, () => Array.ConvertAll(gaps, _ => field.CrossCodes - 1), 0);
        }

        return field.Kind == FieldKind.Levels ? EncodeLevels(field, column) : EncodeNumbers(field, Numbers(column, table));
    }

    private static EncodedField EncodeNumbers(Field field, double[] numbers) =>
        new(numbers, Bins(numbers, field.Cuts), () => Bins(numbers, field.CrossCuts), 0);

    // The code after the last bin is that of a gap.
    private static int[] Bins(double[] numbers, double[] cuts)
    {
        int[] bins = new int[numbers.Length];
        for (int row = 0; row < bins.Length; row++)
        {
            bins[row] = double.IsNaN(numbers[row]) ? cuts.Length + 1 : Field.Bin(cuts, numbers[row]);
        }

        return bins;
    }

    private static EncodedField EncodeLevels(Field field, CustomerColumn column)
    {
        int[] place = CodesOf(field, column);
        int[] codes = new int[column.Count];
        int unknown = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            int level = column.LevelCodes[row];
            codes[row] = level < 0 ? field.MissingCode : place[level];
            unknown += codes[row] == field.OtherCode ? 1 : 0;
        }

        return new EncodedField([], codes, () => codes, unknown);
    }

    private static int Group(CustomerColumnKind kind) => kind switch
    {
        CustomerColumnKind.Categorical => 0,
        CustomerColumnKind.Date => 1,
        _ => 2,
    };
}
