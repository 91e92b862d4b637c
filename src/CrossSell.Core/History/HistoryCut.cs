namespace CrossSell;

/// <summary>Keeps the rows of finished columns that are older than an instant; every id keeps its number.</summary>
internal static class HistoryCut
{
    /// <param name="columns">The columns to take from; they stay as they are.</param>
    /// <param name="instant">Rows at it or later go.</param>
    public static HistoryColumns Before(HistoryColumns columns, long instant)
    {
        int[] starts = columns.CustomerStarts;
        var rows = new List<int>(columns.Count);
        var newStarts = new int[starts.Length];
        for (int c = 0; c + 1 < starts.Length; c++)
        {
            Keep(starts[c], starts[c + 1]);
            newStarts[c + 1] = rows.Count;
        }

        Keep(starts[^1], columns.Count);
        int[] kept = [.. rows];
        return columns with
        {
            Count = kept.Length,
            CustomerStarts = newStarts,
            Products = Pick(columns.Products, kept)!,
            Baskets = Pick(columns.Baskets, kept),
            Times = Pick(columns.Times, kept),
            Quantities = Pick(columns.Quantities, kept),
            Revenues = Pick(columns.Revenues, kept),
            Untils = Pick(columns.Untils, kept),
            Sellers = Pick(columns.Sellers, kept),
            Channels = Pick(columns.Channels, kept),
            Extras = [.. columns.Extras.Select(e => (e.Name, Pick(e.Codes, kept), e.Ids))],
        };

        void Keep(int from, int to)
        {
            for (int row = from; row < to; row++)
            {
                if (columns.Times is null || columns.Times[row] < instant)
                {
                    rows.Add(row);
                }
            }
        }
    }

    private static T[]? Pick<T>(T[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, row => values[row]);
}
