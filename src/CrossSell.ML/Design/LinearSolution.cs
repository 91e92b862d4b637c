namespace CrossSell.ML;

/// <summary>What a linear learner from outside found: <see cref="PropensityFeaturizer.Compile"/> makes a model of it.</summary>
public sealed record LinearSolution
{
    /// <summary>A weight for each feature, in the order of <see cref="PropensityFeaturizer.FeatureNames"/>; all finite.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>What is added to the sum of the weights; finite.</summary>
    public required double Bias { get; init; }

    /// <summary>For each training row the logit, the learner's own calibration included, by a model that had not learned from it; NaN where no part held it out. Some are not NaN.</summary>
    public required IReadOnlyList<double> HeldOutLogits { get; init; }

    /// <summary>The slope of the learner's own calibration: its logit is <see cref="CalibrationOffset"/> + slope · (bias + sum of the weights).</summary>
    /// <value>Default: 1. Finite, above 0.</value>
    public double CalibrationSlope { get; init; } = 1;

    /// <summary>The offset of the learner's own calibration.</summary>
    /// <value>Default: 0. Finite.</value>
    public double CalibrationOffset { get; init; }

    /// <summary>How the probabilities are calibrated anew, by the held-out logits; null to keep them as the learner gave them.</summary>
    /// <value>Default: null.</value>
    public PropensityCalibration? Recalibration { get; init; }

    /// <summary>How strongly the weights were held towards 0, as the precision of a normal prior; stated in <see cref="LogisticPropensityModel.Choices"/>.</summary>
    /// <value>Default: 0, not held or not known. Finite, 0 or above.</value>
    public double Strength { get; init; }
}
