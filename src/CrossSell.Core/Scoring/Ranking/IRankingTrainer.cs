namespace CrossSell;

/// <summary>Learns in which order a model offers products.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IRankingTrainer
{
    /// <summary>Learns from a history. The same history and settings give the same numbers, whatever the number of threads.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="offered">For each product of the history whether it may be offered; null for all.</param>
    /// <param name="repeatable">For each product of the history whether it may be bought again; null for none.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from.</exception>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HybridRanking Train(PurchaseHistory history, bool[]? offered = null, bool[]? repeatable = null, CancellationToken cancellationToken = default);
}
