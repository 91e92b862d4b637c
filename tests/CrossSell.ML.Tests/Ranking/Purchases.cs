namespace CrossSell.ML.Tests.Ranking;

/// <summary>Small random purchases.</summary>
internal static class Purchases
{
    public static PurchaseMatrix Random(int seed, int customers = 12, int products = 9)
    {
        var random = new System.Random(seed);
        var builder = new PurchaseMatrixBuilder();
        for (int p = 0; p < products; p++)
        {
            builder.Add($"c{random.Next(customers)}", $"p{p}", random.Next(1, 4), new DateTime(2026, 1, 1).AddDays(random.Next(30)));
        }

        for (int i = 0; i < customers * products / 3; i++)
        {
            builder.Add($"c{random.Next(customers)}", $"p{random.Next(products)}", random.Next(1, 4), new DateTime(2026, 1, 1).AddDays(random.Next(30)));
        }

        return builder.Build();
    }

    /// <summary>Customers by products, 0 where nothing was bought.</summary>
    public static double[,] Dense(PurchaseMatrix matrix, OwnedWeighting weighting)
    {
        var dense = new double[matrix.Customers.Count, matrix.Products.Count];
        for (int customer = 0; customer < matrix.Customers.Count; customer++)
        {
            var weights = new float[matrix[customer].Count];
            weighting.Fill(matrix[customer], weights);
            for (int at = 0; at < weights.Length; at++)
            {
                dense[customer, matrix[customer].Products[at]] = weights[at];
            }
        }

        return dense;
    }
}
