using CrossSell.ML;
using CrossSell.MLNet.Propensity;
using CrossSell.MLNet.Views;
using Microsoft.ML;

namespace CrossSell.MLNet;

/// <summary>A model of ML.NET that is not linear in our features, such as trees, behind CrossSell's seam: it is asked batch by batch.</summary>
/// <remarks>
/// Immutable and thread-safe: every call reads the model through a row mapper of its own, never through a <c>PredictionEngine</c>. A call costs some 0.1 ms before the first
/// customer, so hand over many at once. Has no explanations and no file of its own; <see cref="Transformer"/> can be saved by ML.NET.
/// </remarks>
public sealed class MLNetPropensityModel : IPropensityModel
{
    private readonly PropensityFeaturizer _featurizer;

    internal MLNetPropensityModel(PropensityFeaturizer featurizer, ITransformer transformer, double baseRate, double validationLogLoss)
    {
        _featurizer = featurizer;
        Transformer = transformer;
        BaseRate = baseRate;
        ValidationLogLoss = validationLogLoss;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => _featurizer.Columns;

    /// <inheritdoc/>
    public double BaseRate { get; }

    /// <summary>The mean log loss, in nats, on rows held out in the training. (ML.NET's <c>Evaluate</c> gives bits, 1.44 times as much.)</summary>
    public double ValidationLogLoss { get; }

    /// <summary>The fitted model as ML.NET has it; takes a column <c>Features</c>, whose slots are those of <see cref="FeatureNames"/>.</summary>
    public ITransformer Transformer { get; }

    /// <summary>What each slot of the features says.</summary>
    public IReadOnlyList<string> FeatureNames => _featurizer.FeatureNames;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The model says of a customer what is no number.</exception>
    public void Predict(CustomerTable customers, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (probabilities.Length < customers.Count)
        {
            throw new ArgumentException($"There is room for {probabilities.Length} probabilities, and {customers.Count} customers; each needs a place.", nameof(probabilities));
        }

        BatchScores.Fill(Transformer, new FeatureView(_featurizer.Encode(customers), customers: null, subset: null, CancellationToken.None), probabilities);
    }
}
