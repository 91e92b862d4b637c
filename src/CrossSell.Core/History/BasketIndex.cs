namespace CrossSell;

/// <summary>Which rows make up which basket.</summary>
/// <remarks>
/// A basket is the rows of one customer that share a basket id; rows without one share the calendar day, and without times all rows of the customer.
/// Baskets of one customer follow each other in the order of their first rows; anonymous baskets come last.
/// </remarks>
internal sealed class BasketIndex
{
    private readonly int[] _starts;
    private readonly int[]? _rows;

    private BasketIndex(int[] starts, int[]? rows)
    {
        _starts = starts;
        _rows = rows;
    }

    public int Count => _starts.Length - 1;

    /// <summary>The rows in basket order, or null when that is the order of the rows themselves.</summary>
    public int[]? Rows => _rows;

    public ReadOnlySpan<int> Starts => _starts;

    public static BasketIndex Build(HistoryColumns columns)
    {
        if (columns.NumberedBaskets > 0)
        {
            return OfNumbered(columns);
        }

        var starts = new List<int> { 0 };
        var rows = new int[columns.Count];
        int next = 0;
        var keys = new List<(long Kind, long Key, int Row)>();
        for (int c = 0; c + 1 < columns.CustomerStarts.Length; c++)
        {
            keys.Clear();
            for (int r = columns.CustomerStarts[c]; r < columns.CustomerStarts[c + 1]; r++)
            {
                keys.Add(KeyOf(columns, r));
            }

            AddBaskets(keys, rows, starts, ref next);
        }

        keys.Clear();
        for (int r = columns.CustomerStarts[^1]; r < columns.Count; r++)
        {
            keys.Add(KeyOf(columns, r));
        }

        AddBaskets(keys, rows, starts, ref next);
        bool identity = !rows.Where((row, place) => row != place).Any();
        return new BasketIndex([.. starts], identity ? null : rows);
    }

    private static BasketIndex OfNumbered(HistoryColumns columns)
    {
        var starts = new int[columns.NumberedBaskets + 1];
        for (int r = 0; r < columns.Count; r++)
        {
            starts[columns.Baskets![r] + 1]++;
        }

        for (int b = 0; b < columns.NumberedBaskets; b++)
        {
            starts[b + 1] += starts[b];
        }

        return new BasketIndex(starts, rows: null);
    }

    private static (long Kind, long Key, int Row) KeyOf(HistoryColumns columns, int row)
    {
        if (columns.Baskets is { } baskets && baskets[row] >= 0)
        {
            return (0, baskets[row], row);
        }

        return columns.Times is { } times && times[row] != RawRows.NoTime ? (1, times[row] / TimeSpan.TicksPerDay, row) : (2, 0, row);
    }

    private static void AddBaskets(List<(long Kind, long Key, int Row)> keys, int[] rows, List<int> starts, ref int next)
    {
        if (keys.Count == 0)
        {
            return;
        }

        bool sorted = true;
        for (int i = 1; i < keys.Count && sorted; i++)
        {
            sorted = keys[i].Kind == keys[i - 1].Kind && keys[i].Key >= keys[i - 1].Key;
        }

        if (!sorted)
        {
            // By the basket's first row, which the sort by key finds: rows ascend within a basket.
            keys.Sort();
            var firstRow = new Dictionary<(long, long), int>();
            foreach ((long kind, long key, int row) in keys)
            {
                firstRow.TryAdd((kind, key), row);
            }

            keys.Sort((a, b) => (firstRow[(a.Kind, a.Key)], a.Row).CompareTo((firstRow[(b.Kind, b.Key)], b.Row)));
        }

        for (int i = 0; i < keys.Count; i++)
        {
            if (i > 0 && (keys[i].Kind != keys[i - 1].Kind || keys[i].Key != keys[i - 1].Key))
            {
                starts.Add(next);
            }

            rows[next++] = keys[i].Row;
        }

        starts.Add(next);
    }
}
