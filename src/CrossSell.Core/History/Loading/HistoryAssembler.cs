namespace CrossSell;

/// <summary>Turns raw rows into finished columns: by customer, sorted, duplicates found, returns taken off.</summary>
/// <remarks>
/// The order of rows is (customer, time, product, purchase before return, then every other column: basket, quantity, revenue, holding end, seller, channel,
/// further columns by name; texts in the order of ids), so it does not depend on the order of the source; only the numbering of customers and of anonymous
/// baskets does, which follows their first appearance.
/// </remarks>
internal static class HistoryAssembler
{
    private const int RowsAtOnce = 1024;

    public static HistoryColumns Assemble(RawRows raw, int numberedBaskets, out AssemblyCounts counts, CancellationToken cancellationToken)
    {
        raw.Complete();
        int customers = raw.CustomerIds.Count;
        int baskets = Math.Max(numberedBaskets, raw.BasketIds.Count);
        int[] groupStarts = CountGroups(raw, customers, baskets, out int[]? order);
        cancellationToken.ThrowIfCancellationRequested();

        (IdTable productIds, int[] newProduct) = raw.ProductIds.BuildOrdered();
        var table = new SegmentTable(raw, order, newProduct);
        order = null;
        cancellationToken.ThrowIfCancellationRequested();

        table.SortSegments(groupStarts, cancellationToken);
        var kept = new RowFilter(table, groupStarts, raw.DropDuplicates);
        // Repeated rows first: a purchase that the source tells twice is returned once.
        kept.FindDuplicates();
        kept.TakeOffReturns(cancellationToken);
        counts = kept.Counts;
        if (kept.LeftOut > 0)
        {
            groupStarts = kept.Apply();
        }

        if (kept.QuantitiesChanged)
        {
            table.SortSegments(groupStarts, cancellationToken);
        }

        return new HistoryColumns
        {
            Count = groupStarts[^1],
            ProductIds = productIds,
            CustomerIds = raw.CustomerIds.Build(),
            BasketIds = raw.BasketIds.Build(),
            SellerIds = raw.SellerIds.Build(),
            ChannelIds = raw.ChannelIds.Build(),
            CustomerStarts = groupStarts.AsSpan(0, customers + 1).ToArray(),
            NumberedBaskets = numberedBaskets,
            Products = table.Products.Values,
            Baskets = table.Baskets?.Values,
            Times = table.Times?.Values,
            Quantities = table.Quantities?.Values,
            Revenues = table.Revenues?.Values,
            Untils = table.Untils?.Values,
            Sellers = table.Sellers?.Values,
            Channels = table.Channels?.Values,
            Extras = [.. raw.Extras.Select((e, i) => (e.Name, table.Extras[i]?.Values, e.Ids.Build()))],
        };
    }

    /// <summary>A group is a customer or an anonymous basket; its rows are brought together by a counting sort, unless they stand together already.</summary>
    private static int[] CountGroups(RawRows raw, int customers, int baskets, out int[]? order)
    {
        var starts = new int[customers + baskets + 1];
        bool sorted = true;
        int previous = 0;
        Span<int> groups = stackalloc int[RowsAtOnce];
        for (int first = 0; first < raw.Count; first += RowsAtOnce)
        {
            foreach (int group in GroupsOf(raw, first, customers, groups))
            {
                starts[group + 1]++;
                sorted &= group >= previous;
                previous = group;
            }
        }

        for (int g = 0; g + 1 < starts.Length; g++)
        {
            starts[g + 1] += starts[g];
        }

        order = sorted ? null : OrderByGroup(raw, customers, starts);
        return starts;
    }

    private static int[] OrderByGroup(RawRows raw, int customers, int[] starts)
    {
        int[] next = starts.AsSpan(0, starts.Length - 1).ToArray();
        int[] order = GC.AllocateUninitializedArray<int>(raw.Count);
        Span<int> groups = stackalloc int[RowsAtOnce];
        for (int first = 0; first < raw.Count; first += RowsAtOnce)
        {
            int row = first;
            foreach (int group in GroupsOf(raw, first, customers, groups))
            {
                order[next[group]++] = row++;
            }
        }

        return order;
    }

    /// <summary>The groups of the rows from <paramref name="first"/> on: the customer, or behind all customers the basket.</summary>
    private static ReadOnlySpan<int> GroupsOf(RawRows raw, int first, int customers, Span<int> buffer)
    {
        Span<int> groups = buffer[..Math.Min(RowsAtOnce, raw.Count - first)];
        raw.Customers.CopyTo(first, groups);
        if (groups.Contains(-1))
        {
            Span<int> baskets = stackalloc int[groups.Length];
            raw.Baskets.CopyTo(first, baskets);
            for (int i = 0; i < groups.Length; i++)
            {
                groups[i] = groups[i] >= 0 ? groups[i] : customers + baskets[i];
            }
        }

        return groups;
    }
}
