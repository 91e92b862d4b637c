namespace CrossSell.ML;

/// <summary>One step on the way from a customer's contributions to their probability.</summary>
/// <param name="Name">What is done, such as <c>calibration: beta curve</c>.</param>
/// <param name="Logit">The logit after it.</param>
public sealed record ExplanationStep(string Name, double Logit);
