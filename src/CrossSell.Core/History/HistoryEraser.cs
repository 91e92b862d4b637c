namespace CrossSell;

/// <summary>Takes customers out of finished columns: their rows, their ids, and every id that only their rows named.</summary>
/// <remarks>All other rows keep their values and their order, and the customers and baskets that stay keep theirs.</remarks>
internal static class HistoryEraser
{
    /// <param name="columns">The columns to take from; they stay as they are.</param>
    /// <param name="gone">For each customer whether he goes.</param>
    public static HistoryColumns Without(HistoryColumns columns, bool[] gone)
    {
        int[] starts = columns.CustomerStarts;
        var rows = new List<int>(columns.Count);
        var customers = new IdTableBuilder();
        var newStarts = new List<int>();
        for (int c = 0; c < gone.Length; c++)
        {
            if (!gone[c])
            {
                customers.GetOrAdd(columns.CustomerIds.Utf8(c));
                newStarts.Add(rows.Count);
                rows.AddRange(Enumerable.Range(starts[c], starts[c + 1] - starts[c]));
            }
        }

        newStarts.Add(rows.Count);
        rows.AddRange(Enumerable.Range(starts[^1], columns.Count - starts[^1]));
        int[] kept = [.. rows];
        (int[]? products, IdTable productIds) = Pick(columns.Products, columns.ProductIds, kept);
        (int[]? baskets, IdTable basketIds) = Pick(columns.Baskets, columns.BasketIds, kept);
        (int[]? sellers, IdTable sellerIds) = Pick(columns.Sellers, columns.SellerIds, kept);
        (int[]? channels, IdTable channelIds) = Pick(columns.Channels, columns.ChannelIds, kept);
        return new HistoryColumns
        {
            Count = kept.Length,
            ProductIds = productIds,
            CustomerIds = customers.Build(),
            BasketIds = basketIds,
            SellerIds = sellerIds,
            ChannelIds = channelIds,
            CustomerStarts = [.. newStarts],
            NumberedBaskets = columns.NumberedBaskets,
            Products = products ?? [],
            Baskets = baskets,
            Times = Pick(columns.Times, kept),
            Quantities = Pick(columns.Quantities, kept),
            Revenues = Pick(columns.Revenues, kept),
            Untils = Pick(columns.Untils, kept),
            Sellers = sellers,
            Channels = channels,
            Extras =
            [
                .. columns.Extras.Select(e =>
                {
                    (int[]? codes, IdTable ids) = Pick(e.Codes, e.Ids, kept);
                    return (e.Name, codes, ids);
                }),
            ],
        };
    }

    private static T[]? Pick<T>(T[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, row => values[row]);

    /// <summary>The codes of the rows that stay, and a new table of just the ids that they name, in their old order.</summary>
    private static (int[]? Codes, IdTable Ids) Pick(int[]? codes, IdTable ids, int[] rows)
    {
        if (Pick(codes, rows) is not { } picked)
        {
            return (null, IdTable.Empty);
        }

        var named = new bool[ids.Count];
        foreach (int code in picked)
        {
            if (code >= 0)
            {
                named[code] = true;
            }
        }

        var stays = new IdTableBuilder();
        var newCode = new int[ids.Count];
        for (int code = 0; code < named.Length; code++)
        {
            newCode[code] = named[code] ? stays.GetOrAdd(ids.Utf8(code)) : -1;
        }

        return (Array.ConvertAll(picked, code => code < 0 ? code : newCode[code]), stays.Build());
    }
}
