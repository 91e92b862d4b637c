namespace CrossSell.Potential;

/// <summary>Who has which product at an instant, and to whom which was offered: for each product the customers' places, ascending.</summary>
internal sealed class ProductOwners
{
    private ProductOwners(int[][] owners, int[][]? offered)
    {
        Owners = owners;
        Offered = offered;
    }

    public int[][] Owners { get; }

    public int[][]? Offered { get; }

    public static ProductOwners Of(PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at, ProgrammeOptions options)
    {
        Dictionary<string, int> placeOf = catalog.Select((p, i) => (p.Id.Value, i)).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);
        var counts = new List<int>[catalog.Count];
        for (int p = 0; p < counts.Length; p++)
        {
            counts[p] = [];
        }

        for (int p = 0; p < catalog.Count; p++)
        {
            foreach (OwningProduct owner in catalog.OwnedThrough(catalog[p].Id))
            {
                counts[placeOf[owner.Product.Value]].Add(p);
            }
        }

        return new ProductOwners(OwnersOf(history, catalog, placeOf, [.. counts.Select(c => c.ToArray())], at.UtcTicks, options.RepurchaseWindow.Ticks), OfferedOf(history, placeOf, catalog.Count, at, options));
    }

    private static int[][] OwnersOf(PurchaseHistory history, ProductCatalog catalog, Dictionary<string, int> placeOf, int[][] countsAs, long at, long window)
    {
        HistoryColumns columns = history.Columns;
        int[] catalogOf = [.. history.Products.Select(id => placeOf.GetValueOrDefault(id, -1))];
        var owners = new List<int>[catalog.Count];
        for (int p = 0; p < owners.Length; p++)
        {
            owners[p] = [];
        }

        long recent = at - Math.Min(window, at);
        for (int c = 0; c < history.Customers.Count; c++)
        {
            for (int row = columns.CustomerStarts[c]; row < columns.CustomerStarts[c + 1]; row++)
            {
                int product = catalogOf[columns.Products[row]];
                long time = columns.Times is { } times ? times[row] : RawRows.NoTime;
                if (product < 0 || time > at)
                {
                    continue;
                }

                long until = columns.Untils is { } untils && untils[row] != RawRows.NoTime ? untils[row] : long.MaxValue;
                bool owned = catalog[product].Kind == ProductKind.Held ? until > at : time != RawRows.NoTime && time >= recent;
                foreach (int held in owned ? countsAs[product] : [])
                {
                    if (owners[held].Count == 0 || owners[held][^1] != c)
                    {
                        owners[held].Add(c);
                    }
                }
            }
        }

        return [.. owners.Select(o => o.ToArray())];
    }

    private static int[][]? OfferedOf(PurchaseHistory history, Dictionary<string, int> placeOf, int products, DateTimeOffset at, ProgrammeOptions options)
    {
        if (options.Offers is not { } offers)
        {
            return null;
        }

        var offered = new SortedSet<int>[products];
        for (int p = 0; p < products; p++)
        {
            offered[p] = [];
        }

        foreach (Ledger.Offer offer in offers)
        {
            bool seen = offer.Presentations > 0 || offer.State is not (Ledger.OfferState.Draft or Ledger.OfferState.Withdrawn);
            if (seen && offer.CreatedAt <= at && placeOf.TryGetValue(offer.Product.Value, out int product) && history.Customers.IndexOf(offer.Customer.Value) is >= 0 and int customer)
            {
                offered[product].Add(customer);
            }
        }

        return [.. offered.Select(o => o.ToArray())];
    }
}
