namespace CrossSell.Campaigns;

/// <summary>Turns campaign-wide rows into a <see cref="RowTable"/>.</summary>
internal static class RowCompiler
{
    public static RowTable Compile(IReadOnlyList<CampaignRow> rows, NumberedNames products, NumberedNames channels, NumberedNames slots)
    {
        bool[]?[] ofProduct = [.. rows.Select(r => products.Chosen(r.Products))];
        bool[]?[] ofChannel = [.. rows.Select(r => channels.Chosen(r.Channels))];
        bool[]?[] ofSlot = [.. rows.Select(r => slots.Chosen(r.Slots))];
        var starts = new List<int> { 0 };
        var rowsOfKind = new List<int>();
        for (int slot = 0; slot < slots.Count; slot++)
        {
            for (int channel = 0; channel < channels.Count; channel++)
            {
                for (int product = 0; product < products.Count; product++)
                {
                    for (int r = 0; r < rows.Count; r++)
                    {
                        if ((ofProduct[r]?[product] ?? true) && (ofChannel[r]?[channel] ?? true) && (ofSlot[r]?[slot] ?? true))
                        {
                            rowsOfKind.Add(r);
                        }
                    }

                    starts.Add(rowsOfKind.Count);
                }
            }
        }

        return new RowTable
        {
            Rows = [.. rows],
            IsCost = [.. rows.Select(r => r.Measure == RowMeasure.Cost)],
            Minimum = [.. rows.Select(r => Amount(r, r.Minimum) ?? 0)],
            Maximum = [.. rows.Select(r => Amount(r, r.Maximum) ?? RowTable.NoMaximum)],
            KindStart = [.. starts],
            RowsOfKind = [.. rowsOfKind],
        };
    }

    private static long? Amount(CampaignRow row, decimal? amount) => (long?)(row.Measure == RowMeasure.Cost ? amount * RowTable.Micro : amount);
}
