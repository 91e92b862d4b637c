namespace CrossSell;

/// <summary>Finds what is known about a history's customers in a table with their ids as keys.</summary>
internal static class AttributeJoin
{
    /// <summary>The row of each key.</summary>
    /// <exception cref="ArgumentException">The table has no keys, or a key stands there twice.</exception>
    public static Dictionary<string, int> Rows(CustomerTable table)
    {
        if (!table.HasKeys)
        {
            throw new ArgumentException("The table of customers has no keys; it needs the customers' ids, as they stand in the purchases.", nameof(table));
        }

        var rows = new Dictionary<string, int>(table.Count, StringComparer.Ordinal);
        for (int row = 0; row < table.Count; row++)
        {
            string key = table.Key(row)!;
            if (!rows.TryAdd(key, row))
            {
                throw new ArgumentException($"The table of customers has '{key}' in rows {rows[key] + 1} and {row + 1}; each customer may stand there once.", nameof(table));
            }
        }

        return rows;
    }

    /// <summary>A column of the rows given, a gap where the row is -1.</summary>
    public static CustomerColumn Select(CustomerColumn column, ReadOnlySpan<int> rows)
    {
        bool isText = column.Kind == CustomerColumnKind.Categorical;
        double[] numbers = new double[isText ? 0 : rows.Length];
        int[] codes = new int[isText ? rows.Length : 0];
        for (int i = 0; i < rows.Length; i++)
        {
            if (isText)
            {
                codes[i] = rows[i] < 0 ? -1 : column.LevelCodes[rows[i]];
            }
            else
            {
                numbers[i] = rows[i] < 0 ? double.NaN : column.Numbers[rows[i]];
            }
        }

        return new CustomerColumn(column.Name, column.Kind, numbers, codes, [.. column.Levels], column.IsProtected);
    }
}
