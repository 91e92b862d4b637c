using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CrossSell.MLNet.Propensity;

/// <summary>What a fitted linear model of ML.NET comes down to.</summary>
/// <param name="Weights">One a feature.</param>
/// <param name="Bias">Added to their sum.</param>
/// <param name="Slope">Of the logit over the score; null when the model has no calibrator.</param>
/// <param name="Offset">Of the logit over the score.</param>
internal sealed record LinearParts(float[] Weights, double Bias, double? Slope, double Offset)
{
    /// <summary>Whether the model has a calibrator of its own, so that its logits mean something.</summary>
    public bool IsCalibrated => Slope is not null;

    /// <summary>The logit that the calibrator gives a score; the score itself where there is none.</summary>
    public double LogitOf(double score) => ((Slope ?? 1) * score) + Offset;

    /// <summary>The parts of a model that is linear in our features, with Platt's calibrator or none; null for any other, and for one that took the features apart anew before.</summary>
    /// <remarks>
    /// <c>Weights</c> builds a new list at every read and checks each place: it is copied out once. ML.NET's probability is 1 / (1 + exp(slope score + offset)), so both signs turn.
    /// </remarks>
    public static LinearParts? Of(ITransformer transformer)
    {
        ITransformer[] steps = transformer is IEnumerable<ITransformer> chain ? [.. chain] : [transformer];
        if (steps.Length is < 1 or > 2 || steps[0] is not ISingleFeaturePredictionTransformer<object> { FeatureColumnName: FeatureView.Features } first)
        {
            return null;
        }

        PlattCalibrator? later = (steps.ElementAtOrDefault(1) as ISingleFeaturePredictionTransformer<object>)?.Model as PlattCalibrator;
        if (steps.Length == 2 && later is null)
        {
            return null;
        }

        return first.Model switch
        {
            CalibratedModelParametersBase { SubModel: LinearBinaryModelParameters linear, Calibrator: PlattCalibrator own } when later is null => Calibrated(linear, own),
            LinearBinaryModelParameters linear => later is null ? new LinearParts([.. linear.Weights], linear.Bias, Slope: null, Offset: 0) : Calibrated(linear, later),
            _ => null,
        };
    }

    // A line that falls would turn the order of customers round: such a model is scored by ML.NET itself.
    private static LinearParts? Calibrated(LinearBinaryModelParameters linear, PlattCalibrator calibrator) =>
        calibrator.Slope < 0 ? new LinearParts([.. linear.Weights], linear.Bias, -calibrator.Slope, -calibrator.Offset) : null;
}
