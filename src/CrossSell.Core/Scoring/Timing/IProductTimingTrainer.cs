namespace CrossSell;

/// <summary>Learns when each product is bought, for models that say the best moment of an offer.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IProductTimingTrainer
{
    /// <summary>Learns from a history. The same history and settings give the same numbers, whatever the number of threads.</summary>
    /// <param name="history">The purchases; one or more has a time.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The timing, with a place for each product of the history, in its order.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ProductTiming Train(PurchaseHistory history, CancellationToken cancellationToken = default);
}
