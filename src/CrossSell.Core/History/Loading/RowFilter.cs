namespace CrossSell;

/// <summary>Decides which of the sorted rows stay: duplicates go when they should, returns take purchases back.</summary>
internal sealed class RowFilter(SegmentTable table, int[] groupStarts, bool dropDuplicates)
{
    // 0.8 - 0.7 - 0.1 is not 0 in binary; a rest as small as this beside what was bought or returned is nothing that anybody holds.
    private const double RoundingError = 1e-12;
    private bool[]? _kept;

    public AssemblyCounts Counts { get; } = new();

    public int LeftOut { get; private set; }

    /// <summary>Whether a purchase was returned in part, so that its place among rows otherwise equal may be another now.</summary>
    public bool QuantitiesChanged { get; private set; }

    /// <summary>
    /// A return takes back the latest purchases of the same product in its group that are not later than it; rows without a time come before all others.
    /// What is taken back in part keeps its share of the revenue. A rest of up to 1e-12 of the purchase or the return is a rounding error and counts as nothing.
    /// </summary>
    public void TakeOffReturns(CancellationToken cancellationToken)
    {
        if (table.Quantities is null)
        {
            return;
        }

        var open = new Dictionary<int, Stack<(int Row, double Bought)>>();
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

    /// <summary>Equal rows stand side by side after sorting; returns that are told twice are duplicates too.</summary>
    public void FindDuplicates()
    {
        for (int g = 0; g + 1 < groupStarts.Length; g++)
        {
            for (int r = groupStarts[g] + 1; r < groupStarts[g + 1]; r++)
            {
                if (!table.Ascends(r) && table.Compare(r - 1, r) == 0)
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

    private void TakeOffReturns(int start, int end, Dictionary<int, Stack<(int Row, double Bought)>> open)
    {
        double[] quantities = table.Quantities!.Values;
        for (int r = start; r < end; r++)
        {
            if (!Stays(r))
            {
                continue;
            }

            int product = table.Products.Values[r];
            if (!open.TryGetValue(product, out Stack<(int Row, double Bought)>? purchases))
            {
                open[product] = purchases = new Stack<(int Row, double Bought)>();
            }

            if (quantities[r] > 0)
            {
                purchases.Push((r, quantities[r]));
                continue;
            }

            bool matched = purchases.Count > 0;
            TakeBack(-quantities[r], purchases);
            LeaveOut(r);
            Counts.ReturnsMatched += matched ? 1 : 0;
            Counts.ReturnsUnmatched += matched ? 0 : 1;
        }
    }

    private void TakeBack(double returned, Stack<(int Row, double Bought)> purchases)
    {
        double[] quantities = table.Quantities!.Values;
        double back = returned;
        while (back > 0 && purchases.TryPeek(out (int Row, double Bought) purchase))
        {
            double nothing = RoundingError * Math.Max(returned, purchase.Bought);
            double left = quantities[purchase.Row] - back;
            if (left > nothing)
            {
                ReducePurchase(purchase.Row, left);
                return;
            }

            purchases.Pop();
            LeaveOut(purchase.Row);
            Counts.PurchasesReturned++;
            back = -left > nothing ? -left : 0;
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
        QuantitiesChanged = true;
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
