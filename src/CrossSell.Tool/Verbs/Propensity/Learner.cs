using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>A trainer with its settings, of whichever kind.</summary>
/// <exception cref="PropensityTrainingException">No honest model can be learned from these customers.</exception>
internal delegate IExplainablePropensityModel Learner(LabeledCustomers customers, CancellationToken cancellation);
