namespace CrossSell.ML.Ranking;

/// <summary>A matrix of purchases as numbers, by customers and by products: what closed forms and factorisations learn from.</summary>
/// <remarks>Immutable. Products are numbered anew, in their order; 16 bytes a pair.</remarks>
internal sealed class WeightedPurchases
{
    private WeightedPurchases(int[] products, Sparse byCustomer)
    {
        Products = products;
        ByCustomer = byCustomer;
        ByProduct = byCustomer.Transpose(products.Length);
    }

    /// <summary>The place in the matrix of each product, ascending.</summary>
    public int[] Products { get; }

    /// <summary>A row for each customer.</summary>
    public Sparse ByCustomer { get; }

    /// <summary>A row for each product.</summary>
    public Sparse ByProduct { get; }

    /// <summary>The products that enough have bought; when there are too many, the most bought of them, the first of equals. Ascending.</summary>
    public static int[] MostBought(PurchaseMatrix matrix, int minBuyers, int maxProducts) =>
    [
        .. Enumerable.Range(0, matrix.Products.Count)
            .Where(product => matrix.BuyersOf(product).Length >= minBuyers)
            .OrderByDescending(product => matrix.BuyersOf(product).Length)
            .ThenBy(product => product)
            .Take(maxProducts)
            .Order(),
    ];

    /// <summary>The pairs of some products.</summary>
    /// <param name="matrix">All pairs.</param>
    /// <param name="weighting">What a pair counts.</param>
    /// <param name="products">The products, ascending.</param>
    /// <param name="isHidden">Whether a pair of customer and place in the matrix is left out; null when none is.</param>
    public static WeightedPurchases Of(PurchaseMatrix matrix, OwnedWeighting weighting, int[] products, Func<int, int, bool>? isHidden = null)
    {
        int[] numberOf = new int[matrix.Products.Count];
        Array.Fill(numberOf, -1);
        for (int i = 0; i < products.Length; i++)
        {
            numberOf[products[i]] = i;
        }

        int[] starts = new int[matrix.Customers.Count + 1];
        var columns = new List<int>(matrix.Count);
        var values = new List<float>(matrix.Count);
        float[] weights = new float[matrix.Products.Count];
        for (int customer = 0; customer < matrix.Customers.Count; customer++)
        {
            CustomerPurchases purchases = matrix[customer];
            weighting.Fill(purchases, weights.AsSpan(0, purchases.Count));
            for (int at = 0; at < purchases.Count; at++)
            {
                int number = numberOf[purchases.Products[at]];
                if (number >= 0 && isHidden?.Invoke(customer, purchases.Products[at]) != true)
                {
                    columns.Add(number);
                    values.Add(weights[at]);
                }
            }

            starts[customer + 1] = columns.Count;
        }

        return new WeightedPurchases(products, new Sparse(starts, [.. columns], [.. values]));
    }

    /// <summary>Rows of pairs of column and value; columns ascend within a row.</summary>
    internal sealed record Sparse(int[] Starts, int[] Columns, float[] Values)
    {
        public int Rows => Starts.Length - 1;

        public ReadOnlySpan<int> ColumnsOf(int row) => Columns.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

        public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

        public Sparse Transpose(int columns)
        {
            int[] starts = new int[columns + 1];
            foreach (int column in Columns)
            {
                starts[column + 1]++;
            }

            for (int column = 0; column < columns; column++)
            {
                starts[column + 1] += starts[column];
            }

            int[] rows = new int[Columns.Length];
            float[] values = new float[Columns.Length];
            int[] next = (int[])starts.Clone();
            for (int row = 0; row < Rows; row++)
            {
                for (int at = Starts[row]; at < Starts[row + 1]; at++)
                {
                    int to = next[Columns[at]]++;
                    rows[to] = row;
                    values[to] = Values[at];
                }
            }

            return new Sparse(starts, rows, values);
        }
    }
}
