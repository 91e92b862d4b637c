namespace CrossSell.ML.Products;

/// <summary>What a training found, for the model's notes.</summary>
/// <param name="Loss">The mean log loss on rows held out.</param>
/// <param name="BaseLoss">The same of every product's base rate.</param>
/// <param name="OtherLoss">The same with the rules taken the other way; null where there are no rules.</param>
/// <param name="Slope">By how much the logits were stretched.</param>
/// <param name="Shift">By how much all were shifted to the last snapshot.</param>
internal sealed record TrainingSummary(double Loss, double BaseLoss, double? OtherLoss, double Slope, double Shift);
