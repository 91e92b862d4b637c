using CrossSell.ML.Calibration;
using CrossSell.ML.Drift;

namespace CrossSell.ML.Learning;

/// <summary>All that a model is made of and its file holds.</summary>
/// <param name="Terms">The effects.</param>
/// <param name="Calibration">The curve over their sum.</param>
/// <param name="TrainingBaseRate">The weighted share of buyers in the training.</param>
/// <param name="BaseRateShift">What is added to the calibrated logit for a population in which buyers are rarer or more common; 0 for that of the training.</param>
/// <param name="ValidationLoss">The mean log loss on rows held out.</param>
/// <param name="Strengths">How strongly the parts are held.</param>
/// <param name="Protected">The protected columns among those that are used, in ordinal order.</param>
/// <param name="Profile">How the training customers were spread.</param>
internal sealed record ModelParts(
    LinearTerms Terms,
    LogitCalibration Calibration,
    double TrainingBaseRate,
    double BaseRateShift,
    double ValidationLoss,
    Strengths Strengths,
    string[] Protected,
    TrainingProfile Profile);
