namespace CrossSell.Benchmarks.Generated;

/// <summary>Purchases of many customers, few products bought by most and most by few (Zipf), by a seed.</summary>
internal static class GeneratedPairs
{
    /// <param name="customers">The number of customers.</param>
    /// <param name="products">The number of products, each bought at least once.</param>
    /// <param name="least">The fewest purchases of a customer; the most are three times as many.</param>
    /// <param name="seed">What is drawn from.</param>
    public static int[][] Make(int customers, int products, int least, ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        double[] upTo = new double[products];
        for (int product = 0; product < products; product++)
        {
            upTo[product] = (product == 0 ? 0 : upTo[product - 1]) + (1.0 / (product + 10));
        }

        int[][] bought = new int[customers][];
        for (int customer = 0; customer < customers; customer++)
        {
            SortedSet<int> owned = [];
            for (int product = customer; product < products; product += customers)
            {
                owned.Add(product);
            }

            for (int count = least + numbers.Below((2 * least) + 1); owned.Count < count;)
            {
                int place = Array.BinarySearch(upTo, numbers.Unit() * upTo[^1]);
                owned.Add(Math.Min(place < 0 ? ~place : place, products - 1));
            }

            bought[customer] = [.. owned];
        }

        return bought;
    }

    /// <summary>The same as a matrix; products stand in their order.</summary>
    public static PurchaseMatrix Matrix(int[][] bought)
    {
        var builder = new PurchaseMatrixBuilder();
        for (int customer = 0; customer < bought.Length; customer++)
        {
            foreach (int product in bought[customer])
            {
                builder.Add(FormattableString.Invariant($"{customer}"), FormattableString.Invariant($"{product}"));
            }
        }

        return builder.Build();
    }
}
