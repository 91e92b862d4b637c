namespace CrossSell.ML.Report;

/// <summary>What probabilities of an earlier day, learned from what was known then, said of the gaps, and what came of them: customers and purchases that they were not learned from.</summary>
internal sealed class BackTest
{
    private BackTest(DateTime date, IReadOnlyDictionary<ProductId, PropensityRecord> records) => (Date, Records) = (date, records);

    /// <summary>The earlier day.</summary>
    public DateTime Date { get; }

    /// <summary>For each product that somebody lacked what was expected of these gaps, and how many were bought within the horizon.</summary>
    public IReadOnlyDictionary<ProductId, PropensityRecord> Records { get; }

    public double Expected => Records.Values.Sum(r => r.Expected);

    public long Bought => Records.Values.Sum(r => r.Bought);

    /// <summary>Compares them; null where nothing was learned then, or where the horizon has not passed.</summary>
    public static BackTest? Of(StudyBase then, StudyBase now)
    {
        if (!then.Estimates.IsLearned || then.Estimates.Horizon is not { } horizon || then.Book.AsOf is not { } date || date + horizon > now.Book.AsOf)
        {
            return null;
        }

        var records = new Dictionary<ProductId, PropensityRecord>();
        for (int c = 0; c < then.Book.Customers; c++)
        {
            HashSet<string> bought = BoughtBy(now.Book.History, then.Book.History.Customers[c], date, date + horizon);
            foreach (Gap gap in then.Space.GapsOf(c))
            {
                ProductId product = then.Book.Catalog[gap.Product].Id;
                PropensityRecord record = records.GetValueOrDefault(product);
                records[product] = new PropensityRecord(record.Expected + gap.Estimate.Propensity, record.Bought + (bought.Contains(product.Value) ? 1 : 0));
            }
        }

        return new BackTest(date, records);
    }

    private static HashSet<string> BoughtBy(PurchaseHistory history, string customer, DateTime after, DateTime until)
    {
        (int start, int length) = history.RowsOf(history.Customers.IndexOf(customer)).GetOffsetAndLength(history.Count);
        return [.. Enumerable.Range(start, length).Where(row => history.TimeOf(row) > after && history.TimeOf(row) <= until).Select(row => history.Products[history.ProductOfRow[row]])];
    }
}
