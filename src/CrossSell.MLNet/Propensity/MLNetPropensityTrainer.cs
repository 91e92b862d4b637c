using CrossSell.ML;
using CrossSell.MLNet.Propensity;
using CrossSell.MLNet.Views;
using Microsoft.ML;

namespace CrossSell.MLNet;

/// <summary>Learns propensity with ML.NET, behind CrossSell's seam.</summary>
/// <remarks>
/// <para>
/// Customers become the features of <see cref="PropensityFeaturizer"/>, all finite, so that ML.NET drops no row. A linear model is taken apart at once: weights, bias and Platt's
/// calibrator go into a <see cref="LogisticPropensityModel"/>, which needs no ML.NET to score, explain, or stand in a file. Any other becomes a <see cref="MLNetPropensityModel"/>.
/// </para>
/// <para>
/// Every fit has a context of its own, one thread and its own options: the same customers, settings and seed give the same model <b>on one kind of processor</b>. ML.NET sums floats as
/// wide as the processor does, so weights differ in the 4th digit between AVX2 and AVX-512; what must be the same everywhere is learned with <see cref="LogisticPropensityTrainer"/>.
/// Thread-safe. Cancelled within a pass over the customers.
/// </para>
/// </remarks>
public sealed class MLNetPropensityTrainer : IPropensityTrainer
{
    // From strong to weak the loss falls and rises again: behind the turn there is nothing to find.
    private static readonly double[] Ladder = [300, 100, 30, 10, 3, 1];

    private readonly MLNetPropensityOptions _options;
    private readonly Func<MLContext, IEstimator<ITransformer>>? _learner;

    /// <summary>A trainer on one of ML.NET's logistic regressions.</summary>
    /// <param name="options">The settings, read once; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public MLNetPropensityTrainer(MLNetPropensityOptions? options = null)
    {
        options ??= new MLNetPropensityOptions();
        IReadOnlyList<string> failures = options.Validate();
        _options = failures.Count == 0 ? options.Copy() : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }

    /// <summary>A trainer on any learner of ML.NET that says probabilities, or is linear.</summary>
    /// <param name="learner">
    /// Makes the learner anew for every fit, from a context that is new, too. It finds the columns <c>Features</c> (a vector of <c>Single</c>), <c>Label</c> (<c>Boolean</c>) and
    /// <c>Weight</c> (<c>Single</c>, 1 without weights). Called by one thread at a time in one training.
    /// </param>
    /// <param name="options">The settings, read once; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public MLNetPropensityTrainer(Func<MLContext, IEstimator<ITransformer>> learner, MLNetPropensityOptions? options = null)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _learner = learner;
    }

    /// <inheritdoc/>
    /// <returns>A <see cref="LogisticPropensityModel"/> for a linear learner, else a <see cref="MLNetPropensityModel"/>.</returns>
    public IPropensityModel Train(LabeledCustomers customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);

        // Refuses customers of one kind: L-BFGS "learns" a bias of -15 from them with a warning, SDCA one of -8 without.
        IReadOnlyList<ValidationFold> folds = ValidationFold.Divide(customers, _options.Folds);
        var featurizer = PropensityFeaturizer.Fit(customers.Table, _options.UseProtected, _options.UseBins);
        var fits = new PropensityFits(_options, _learner, customers, featurizer.Encode(customers.Table), cancellationToken);
        HeldOutFit best = _learner is not null || _options.L2 is not null ? fits.HeldOut(folds, _options.L2 ?? 0) : Search(fits, folds);
        ITransformer transformer = fits.Fit(rows: null, best.L2);
        if (LinearParts.Of(transformer) is { } parts && best.IsLinear)
        {
            return featurizer.Compile(customers, new LinearSolution
            {
                Weights = parts.Weights,
                Bias = parts.Bias,
                CalibrationSlope = parts.Slope ?? 1,
                CalibrationOffset = parts.Offset,
                HeldOutLogits = best.Logits,
                Recalibration = _options.Recalibration ?? (parts.IsCalibrated ? null : PropensityCalibration.Platt),
                Strength = _learner is null ? best.L2 : 0,
            });
        }

        return new MLNetPropensityModel(featurizer, transformer, customers.BaseRate!.Value, best.Loss);
    }

    private static HeldOutFit Search(PropensityFits fits, IReadOnlyList<ValidationFold> folds)
    {
        HeldOutFit? best = null;
        foreach (double l2 in Ladder)
        {
            HeldOutFit now = fits.HeldOut(folds, l2);
            if (best is not null && now.Loss >= best.Loss)
            {
                break;
            }

            best = now;
        }

        return best!;
    }
}
