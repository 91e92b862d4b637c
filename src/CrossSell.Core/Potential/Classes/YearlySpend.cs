namespace CrossSell;

/// <summary>What customers bring in a year as of an instant: contracts that run then, and what was bought in the 365 days before.</summary>
/// <remarks>
/// <para>
/// A product of which any purchase up to the instant has an end is a contract, unless the catalogue lists it as repurchasable. Without revenues each purchase counts one. Purchases without
/// a time are the earliest, and count where no time says otherwise.
/// </para>
/// <para>Nothing later than the instant is looked at, with one exception: the end of a contract counts as known from its beginning on, for a history does not say when it became known.</para>
/// <para>Immutable and thread-safe. O(purchases) to make.</para>
/// </remarks>
public sealed class YearlySpend
{
    private const int Days = 365;

    private readonly PurchaseHistory _history;
    private readonly DateTime? _at;
    private readonly DateTime? _from;
    private readonly bool[] _isContract;

    private YearlySpend(PurchaseHistory history, DateTime? at, ProductCatalog? catalog)
    {
        (_history, _at) = (history, at);
        _from = at?.AddDays(-Math.Min(Days, (at.Value - DateTime.MinValue).Days));
        _isContract = new bool[history.Products.Count];
        for (int row = 0; row < history.Count; row++)
        {
            if (IsKnown(row))
            {
                _isContract[history.ProductOfRow[row]] |= history.HeldUntilOf(row) is not null;
                IsRevenue |= history.RevenueOf(row) is > 0;
            }
        }

        for (int p = 0; p < _isContract.Length && catalog is not null; p++)
        {
            _isContract[p] &= !catalog.TryGet(new ProductId(history.Products[p]), out Product? product) || product.Kind != ProductKind.Repurchasable;
        }
    }

    /// <summary>Whether spend is money; otherwise it is a number of purchases.</summary>
    public bool IsRevenue { get; }

    /// <summary>Looks at a history as of an instant.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="at">The instant, in the purchases' own time; null for all of them as of one year.</param>
    /// <param name="catalog">Says which products are bought again and again; null when nothing does.</param>
    public static YearlySpend Of(PurchaseHistory history, DateTime? at, ProductCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new YearlySpend(history, at, catalog);
    }

    /// <summary>Whether a product is a contract, that counts while it runs.</summary>
    /// <param name="product">The product's place in the history.</param>
    public bool IsContract(int product) => _isContract[product];

    /// <summary>What a purchase brings in the year; 0 where it does not count. Below 0 for what was returned.</summary>
    /// <param name="row">The purchase's place in the history.</param>
    public double OfRow(int row) => Counts(row) ? WorthOf(row) : 0;

    /// <summary>What a purchase brought, whenever that was: its revenue or, where none are known, one.</summary>
    /// <param name="row">The purchase's place in the history.</param>
    public double WorthOf(int row) => IsRevenue ? _history.RevenueOf(row) ?? 0 : 1;

    /// <summary>What a customer brings in the year; NaN for one who had not bought anything by then.</summary>
    /// <param name="customer">The customer's place in the history.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public double OfCustomer(int customer)
    {
        (int start, int length) = _history.RowsOf(customer).GetOffsetAndLength(_history.Count);
        (double sum, bool isCustomer) = (0, false);
        for (int row = start; row < start + length; row++)
        {
            isCustomer |= IsKnown(row);
            sum += OfRow(row);
        }

        return isCustomer ? sum : double.NaN;
    }

    private bool IsKnown(int row) => !(_history.TimeOf(row) > _at);

    private bool Counts(int row) => IsKnown(row)
        && (_isContract[_history.ProductOfRow[row]] ? !(_history.HeldUntilOf(row) <= _at) : !(_history.TimeOf(row) <= _from));
}
