namespace CrossSell;

/// <summary>Learns from customers whose answer is known how probable a purchase is.</summary>
/// <remarks>Implementations hold settings only and are thread-safe while these are not changed.</remarks>
public interface IPropensityTrainer
{
    /// <summary>Trains a model. The same customers and settings give the same model, whatever the number of threads and the order of rows with keys.</summary>
    /// <param name="customers">The customers and their answers.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">No honest model can be learned from these customers, as when all of them bought.</exception>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IPropensityModel Train(LabeledCustomers customers, CancellationToken cancellationToken = default);
}
