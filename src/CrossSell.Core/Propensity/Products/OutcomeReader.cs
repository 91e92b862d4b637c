namespace CrossSell;

/// <summary>Says for each product whether a customer could buy it at a snapshot, and whether he did within the horizon.</summary>
internal sealed class OutcomeReader(PurchaseHistory history, HistoryReader reader, int[] modelProduct, int products)
{
    /// <summary>Writes one outcome a product.</summary>
    /// <param name="customer">The customer's place in the history.</param>
    /// <param name="snapshot">Purchases before it are known.</param>
    /// <param name="end">Purchases at it or later are beyond the horizon.</param>
    /// <param name="outcomes">One place a product.</param>
    public void Read(int customer, long snapshot, long end, Span<byte> outcomes)
    {
        // All of them ProductTrainingRows.NotBought.
        outcomes[..products].Clear();
        HistoryColumns columns = history.Columns;
        for (int row = columns.CustomerStarts[customer]; row < columns.CustomerStarts[customer + 1]; row++)
        {
            int product = columns.Products[row];
            long time = columns.Times![row];
            ref byte outcome = ref outcomes[modelProduct[product]];
            if (time < snapshot)
            {
                // Who holds it cannot buy it, whatever is written later.
                if (reader.IsHeldKind(product) && reader.IsHeld(columns, row, product, snapshot))
                {
                    outcome = ProductTrainingRows.NotOpen;
                }
            }
            else if (time < end && outcome == ProductTrainingRows.NotBought)
            {
                outcome = ProductTrainingRows.WasBought;
            }
        }
    }
}
