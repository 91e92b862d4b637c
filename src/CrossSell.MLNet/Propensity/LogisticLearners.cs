using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CrossSell.MLNet.Propensity;

/// <summary>ML.NET's logistic regressions with every setting given: its defaults follow the number of cores, the number of features and the data.</summary>
/// <remarks>The options are made anew for every fit: SDCA writes what it tuned into them, and would carry it over to the next.</remarks>
internal static class LogisticLearners
{
    private const float LbfgsTolerance = 1e-7f;
    private const float SdcaTolerance = 0.01f;

    // A held-out loss is the same to the fourth digit from here on, in a quarter of the passes.
    private const float TrialTolerance = 1e-4f;

    /// <param name="context">A new one.</param>
    /// <param name="options">The settings.</param>
    /// <param name="l2">How strongly weights are held.</param>
    /// <param name="customers">How many are learned from.</param>
    /// <param name="hasWeights">Whether customers have weights.</param>
    /// <param name="isTrial">Whether the model is judged and thrown away.</param>
    public static IEstimator<ITransformer> Make(MLContext context, MLNetPropensityOptions options, double l2, int customers, bool hasWeights, bool isTrial) => options.Learner switch
    {
        MLNetLearner.Sdca => Sdca(context, options, l2, customers, hasWeights),
        _ => Lbfgs(context, options, l2, hasWeights, isTrial),
    };

    private static LbfgsLogisticRegressionBinaryTrainer Lbfgs(MLContext context, MLNetPropensityOptions options, double l2, bool hasWeights, bool isTrial) =>
        context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            FeatureColumnName = FeatureView.Features,
            LabelColumnName = FeatureView.Label,
            ExampleWeightColumnName = hasWeights ? FeatureView.Weight : null,
            L1Regularization = (float)options.L1,
            L2Regularization = (float)l2,
            OptimizationTolerance = Math.Max((float?)options.Tolerance ?? LbfgsTolerance, isTrial ? TrialTolerance : 0),

            // With one thread it reads the view at every pass, and so can be cancelled; with several it reads once and sums in another order for every number of them.
            NumberOfThreads = 1,
            EnforceNonNegativity = false,
            DenseOptimizer = false,
            InitialWeightsDiameter = 0,
            Quiet = true,
        });

    // SDCA divides its loss by the customers, so must the penalties be. Several threads race, and no two runs are the same.
    private static SdcaLogisticRegressionBinaryTrainer Sdca(MLContext context, MLNetPropensityOptions options, double l2, int customers, bool hasWeights) =>
        context.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            FeatureColumnName = FeatureView.Features,
            LabelColumnName = FeatureView.Label,
            ExampleWeightColumnName = hasWeights ? FeatureView.Weight : null,
            L1Regularization = (float)(options.L1 / customers),
            L2Regularization = (float)(l2 / customers),
            ConvergenceTolerance = (float?)options.Tolerance ?? SdcaTolerance,
            MaximumNumberOfIterations = options.MaxPasses,
            NumberOfThreads = 1,
            Shuffle = true,
        });
}
