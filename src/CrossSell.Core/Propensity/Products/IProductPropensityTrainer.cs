namespace CrossSell;

/// <summary>Learns for all products at once who buys which.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IProductPropensityTrainer
{
    /// <summary>Learns the products' weights. The same rows and settings give the same numbers, whatever the number of threads.</summary>
    /// <param name="rows">The customers at snapshots, and what they then bought.</param>
    /// <param name="features">How the purchases became columns of <paramref name="rows"/>; the result carries it on.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">No honest model can be learned from these rows.</exception>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ProductPropensity Train(ProductTrainingRows rows, HistoryFeatures features, CancellationToken cancellationToken = default);
}
