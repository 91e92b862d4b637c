namespace CrossSell.ML.Ranking;

/// <summary>Purchases by product and by customer with a weight on either side, so that the products of the same customers can be summed product by product.</summary>
/// <remarks>A sparse matrix product by rows (Gustavson 1978). Immutable; each thread brings its own sums.</remarks>
internal sealed class CoPurchases
{
    private readonly int[] _starts;
    private readonly int[] _products;
    private readonly double[] _right;
    private readonly int[] _buyerStarts;
    private readonly int[] _buyers;
    private readonly double[] _left;

    /// <param name="purchases">The pairs.</param>
    /// <param name="right">A weight for each pair, customer by customer, as in the matrix.</param>
    /// <param name="left">Another one, by which the first product of two is weighed; null for the same.</param>
    public CoPurchases(PurchaseMatrix purchases, double[] right, double[]? left = null)
    {
        int customers = purchases.Customers.Count;
        ProductCount = purchases.Products.Count;
        _starts = new int[customers + 1];
        _products = new int[purchases.Count];
        _right = right;
        for (int customer = 0; customer < customers; customer++)
        {
            ReadOnlySpan<int> bought = purchases[customer].Products;
            bought.CopyTo(_products.AsSpan(_starts[customer]));
            _starts[customer + 1] = _starts[customer] + bought.Length;
        }

        _buyerStarts = new int[ProductCount + 1];
        for (int product = 0; product < ProductCount; product++)
        {
            _buyerStarts[product + 1] = _buyerStarts[product] + purchases.BuyersOf(product).Length;
        }

        _buyers = new int[purchases.Count];
        _left = new double[purchases.Count];
        int[] next = _buyerStarts[..^1];
        for (int customer = 0; customer < customers; customer++)
        {
            for (int at = _starts[customer]; at < _starts[customer + 1]; at++)
            {
                int place = next[_products[at]]++;
                _buyers[place] = customer;
                _left[place] = (left ?? right)[at];
            }
        }
    }

    public int ProductCount { get; }

    /// <summary>Adds left(u, product) · right(u, other) over the buyers u, for every other product and the product itself.</summary>
    /// <param name="product">The first of the two.</param>
    /// <param name="sums">A place a product, all 0.</param>
    /// <param name="touched">Takes the products whose sum is no longer 0, in no order.</param>
    public void Sum(int product, double[] sums, List<int> touched)
    {
        for (int b = _buyerStarts[product]; b < _buyerStarts[product + 1]; b++)
        {
            int customer = _buyers[b];
            double weight = _left[b];
            for (int at = _starts[customer]; at < _starts[customer + 1]; at++)
            {
                ref double sum = ref sums[_products[at]];
                if (sum == 0)
                {
                    touched.Add(_products[at]);
                }

                sum += weight * _right[at];
            }
        }
    }
}
