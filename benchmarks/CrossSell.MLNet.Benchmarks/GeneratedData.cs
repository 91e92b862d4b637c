namespace CrossSell.MLNet.Benchmarks;

/// <summary>Customers and purchases by a fixed sequence.</summary>
internal static class GeneratedData
{
    public static LabeledCustomers Customers(int count)
    {
        ulong state = 1;
        var builder = new CustomerTableBuilder();
        double[] sum = new double[count];
        for (int column = 0; column < 30; column++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => Math.Round(100 * Next(ref state)))];
            builder.AddNumeric($"n{column:D2}", values);
            for (int row = 0; row < count; row++)
            {
                sum[row] += (values[row] - 50) * ((column % 5) - 2) / 100;
            }
        }

        for (int column = 0; column < 5; column++)
        {
            builder.AddCategorical($"c{column}", Enumerable.Range(0, count).Select(_ => $"level {(int)(20 * Next(ref state))}"));
        }

        bool[] labels = [.. sum.Select(logit => Next(ref state) < 1 / (1 + Math.Exp(2 - logit)))];
        return new LabeledCustomers(builder.WithKeys(Enumerable.Range(0, count).Select(row => $"C{row}")).Build(), labels);
    }

    public static PurchaseHistory Purchases(int customers, int products)
    {
        ulong state = 2;
        var purchases = new List<Purchase>();
        for (int customer = 0; customer < customers; customer++)
        {
            for (int n = 0; n < 20; n++)
            {
                // Every product has a buyer; beyond that the first are bought most.
                int product = n == 0 ? customer % products : (int)(products * Math.Pow(Next(ref state), 2));
                purchases.Add(new Purchase { Customer = $"C{customer}", Product = $"P{product}" });
            }
        }

        return PurchaseHistory.From(purchases);
    }

    // SplitMix64 (Steele, Lea and Flood 2014).
    private static double Next(ref ulong state)
    {
        ulong mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
