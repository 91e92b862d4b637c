namespace CrossSell;

/// <summary>The growing columns of a matrix.</summary>
internal sealed class PairColumns(bool hasTimes)
{
    private readonly List<int> _products = [];
    private readonly List<int> _baskets = [];
    private readonly List<long> _first = [];
    private readonly List<long> _last = [];

    public int Count => _products.Count;

    public void Add(int product, int baskets, long first, long last)
    {
        _products.Add(product);
        _baskets.Add(baskets);
        if (hasTimes)
        {
            _first.Add(first);
            _last.Add(last);
        }
    }

    public PurchaseMatrix ToMatrix(IdTable customers, IdTable products, int[] starts, DateTime? asOf) =>
        new(customers, products, starts, [.. _products], [.. _baskets], hasTimes ? [.. _first] : null, hasTimes ? [.. _last] : null, hasTimes ? asOf : null);
}
