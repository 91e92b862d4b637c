namespace CrossSell;

/// <summary>Learns one way of scoring products.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IProductScorerTrainer
{
    /// <summary>The name of what it learns.</summary>
    public string Name { get; }

    /// <summary>Learns from all pairs of a matrix. The same matrix and settings give the same numbers, whatever the number of threads.</summary>
    /// <param name="purchases">Who has bought what, up to an instant; nothing else may be known.</param>
    /// <param name="cancellationToken">Ends the training within about a tenth of a second.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="InvalidOperationException">The matrix lacks what is needed, such as times; the message says what.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default);
}
