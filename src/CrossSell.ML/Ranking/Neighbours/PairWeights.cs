namespace CrossSell.ML.Ranking;

/// <summary>Numbers for the pairs of a matrix, customer by customer.</summary>
internal static class PairWeights
{
    public static double[] Of(PurchaseMatrix purchases, OwnedWeighting weighting)
    {
        var weights = new double[purchases.Count];
        var row = Array.Empty<float>();
        int start = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            Array.Resize(ref row, Math.Max(row.Length, bought.Count));
            weighting.Fill(bought, row.AsSpan(0, bought.Count));
            for (int at = 0; at < bought.Count; at++)
            {
                weights[start + at] = row[at];
            }

            start += bought.Count;
        }

        return weights;
    }

    /// <summary>Customer, product and number of every pair, in order.</summary>
    public static void ForEach(PurchaseMatrix purchases, Action<int, int, int> action)
    {
        int at = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            foreach (int product in purchases[customer].Products)
            {
                action(customer, product, at++);
            }
        }
    }

    /// <summary>The customers who have bought something.</summary>
    public static int Customers(PurchaseMatrix purchases)
    {
        int customers = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            customers += purchases[customer].Count > 0 ? 1 : 0;
        }

        return customers;
    }
}
