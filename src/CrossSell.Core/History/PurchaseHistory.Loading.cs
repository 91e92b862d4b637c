namespace CrossSell;

public sealed partial class PurchaseHistory
{
    /// <summary>Builds a history from purchases in memory.</summary>
    /// <exception cref="PurchaseFormatException">A purchase has a fault and bad rows are not skipped.</exception>
    public static PurchaseHistory From(IEnumerable<Purchase> purchases, PurchaseHistoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        var builder = new PurchaseHistoryBuilder(options);
        foreach (Purchase purchase in purchases)
        {
            builder.Add(purchase);
        }

        return builder.Build();
    }

    /// <summary>Builds a history from a stream of purchases, however they come: from a service, a queue, a query.</summary>
    /// <exception cref="PurchaseFormatException">A purchase has a fault and bad rows are not skipped.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PurchaseHistory> LoadAsync(
        IAsyncEnumerable<Purchase> purchases,
        PurchaseHistoryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        var builder = new PurchaseHistoryBuilder(options);
        await foreach (Purchase purchase in purchases.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // A stream need not look at the token.
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(purchase);
        }

        return builder.Build(cancellationToken);
    }
}
