namespace CrossSell;

/// <summary>Learns in which order a model offers products.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IRankingTrainer
{
    /// <summary>Learns from a history and what else is known. The same data and settings give the same numbers, whatever the number of threads.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from.</exception>
    /// <exception cref="ArgumentException">A setting is out of range, or the customers have no keys, a key twice, or a column with the name of one made from purchases.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HybridRanking Train(RankingTrainingData data, CancellationToken cancellationToken = default);
}
