namespace CrossSell;

/// <summary>Decides which of the sorted rows stay: returns take purchases back, duplicates go when they should.</summary>
internal sealed class RowFilter(SegmentTable table, int[] groupStarts, bool dropDuplicates)
{
    private bool[]? _kept;

    public AssemblyCounts Counts { get; } = new();

    public int LeftOut { get; private set; }

    /// <summary>
    /// A return takes back the latest purchases of the same product in its group that are not later than it. What is taken back in part keeps its share of the revenue.
    /// </summary>
    public void TakeOffReturns(CancellationToken cancellationToken)
    {
        if (table.Quantities is null)
        {
            return;
        }

        var open = new Dictionary<int, Stack<int>>();
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            bool anyReturn = false;
            for (int r = groupStarts[g]; r < groupStarts[g + 1] && !anyReturn; r++)
            {
                anyReturn = table.IsReturn(r);
            }

            if (anyReturn)
            {
                cancellationToken.ThrowIfCancellationRequested();
                open.Clear();
                TakeOffReturns(groupStarts[g], groupStarts[g + 1], open);
            }
        }
    }

    /// <summary>Equal rows stand side by side after sorting.</summary>
    public void FindDuplicates()
    {
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            for (int r = groupStarts[g] + 1; r < groupStarts[g + 1]; r++)
            {
                if (Stays(r) && Stays(r - 1) && table.Compare(r - 1, r) == 0)
                {
                    Counts.Duplicates++;
                    if (dropDuplicates)
                    {
                        // The earlier of two goes, so that a third equal row still meets the one that stays.
                        LeaveOut(r - 1);
                    }
                }
            }
        }
    }

    /// <summary>Thins the columns out and gives the groups' new starts.</summary>
    public int[] Apply()
    {
        if (_kept is null)
        {
            return groupStarts;
        }

        table.Keep(_kept, _kept.Length - LeftOut);
        var starts = new int[groupStarts.Length];
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            int stays = 0;
            for (int r = groupStarts[g]; r < groupStarts[g + 1]; r++)
            {
                stays += _kept[r] ? 1 : 0;
            }

            starts[g + 1] = starts[g] + stays;
        }

        return starts;
    }

    private void TakeOffReturns(int start, int end, Dictionary<int, Stack<int>> open)
    {
        double[] quantities = table.Quantities!.Values;
        for (int r = start; r < end; r++)
        {
            int product = table.Products.Values[r];
            if (!open.TryGetValue(product, out Stack<int>? purchases))
            {
                open[product] = purchases = new Stack<int>();
            }

            if (quantities[r] > 0)
            {
                purchases.Push(r);
                continue;
            }

            double back = -quantities[r];
            bool matched = purchases.Count > 0;
            while (back > 0 && purchases.TryPeek(out int purchase))
            {
                double taken = Math.Min(back, quantities[purchase]);
                back -= taken;
                if (taken == quantities[purchase])
                {
                    purchases.Pop();
                    LeaveOut(purchase);
                    Counts.PurchasesReturned++;
                }
                else
                {
                    ReducePurchase(purchase, quantities[purchase] - taken);
                }
            }

            LeaveOut(r);
            Counts.ReturnsMatched += matched ? 1 : 0;
            Counts.ReturnsUnmatched += matched ? 0 : 1;
        }
    }

    private void ReducePurchase(int row, double quantity)
    {
        double[] quantities = table.Quantities!.Values;
        if (table.Revenues is { } revenues)
        {
            revenues.Values[row] *= quantity / quantities[row];
        }

        quantities[row] = quantity;
    }

    private bool Stays(int row) => _kept is null || _kept[row];

    private void LeaveOut(int row)
    {
        if (_kept is null)
        {
            _kept = new bool[table.Count];
            Array.Fill(_kept, value: true);
        }

        _kept[row] = false;
        LeftOut++;
    }
}
