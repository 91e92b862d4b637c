using CrossSell.MLNet.Views;
using Microsoft.ML;

namespace CrossSell.MLNet;

/// <summary>Purchases as ML.NET reads them, for pipelines of one's own.</summary>
/// <remarks>Nothing is copied, no row becomes an object and no value is boxed: ML.NET reads the history's own columns. A view lives as long as what it was taken from.</remarks>
public static class PurchaseDataView
{
    /// <summary>
    /// One row a purchase, in the order of the history: <c>Customer</c> and <c>Product</c> as keys with their ids as <c>KeyValues</c> (missing for an anonymous purchase), <c>Quantity</c> as
    /// <c>Single</c>, <c>Revenue</c> as <c>Single</c> with NaN where unknown, and where purchases have times <c>Time</c> as <c>DateTime</c>, <see cref="DateTime.MinValue"/> where unknown.
    /// </summary>
    /// <param name="history">The purchases.</param>
    /// <param name="cancellationToken">Ends each pass over the rows by an <see cref="OperationCanceledException"/>.</param>
    public static IDataView Rows(PurchaseHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new PurchaseRowView(history, cancellationToken);
    }

    /// <summary>
    /// One row a customer: <c>Customer</c> as text, and <c>Products</c>, the ids of the different products that the customer has bought, as a vector of text of varying length. What
    /// <see cref="CrossSellEstimator"/> learns from.
    /// </summary>
    /// <param name="history">The purchases; anonymous ones take no part.</param>
    /// <param name="cancellationToken">Ends each pass over the rows by an <see cref="OperationCanceledException"/>.</param>
    public static IDataView ByCustomer(PurchaseHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new CustomerBasketView(history, cancellationToken);
    }

    /// <summary>
    /// One row a pair of customer and product, each pair once: <c>Customer</c> and <c>Product</c> as keys, <c>Label</c> as <c>Single</c>, always 1. What one-class matrix
    /// factorization takes: it ignores labels, and a pair given twice would change it.
    /// </summary>
    /// <param name="purchases">The pairs.</param>
    /// <param name="cancellationToken">Ends each pass over the rows by an <see cref="OperationCanceledException"/>.</param>
    public static IDataView Pairs(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        return new PairView(purchases, cancellationToken);
    }
}
