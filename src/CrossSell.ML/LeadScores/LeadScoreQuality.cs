namespace CrossSell.ML;

/// <summary>How well a points card sorts customers whom it was not made from, beside the full model on the same customers.</summary>
/// <remarks>Immutable and thread-safe. For each part held out, criteria, classes and points were found on the others, and the full model was trained on them.</remarks>
/// <param name="Auc">The card's area under the curve, the mean over the parts; null where no part has both kinds.</param>
/// <param name="FullAuc">The full model's; null with <paramref name="Auc"/>.</param>
/// <param name="StandardError">The standard error of the difference over the parts; null with fewer than two.</param>
/// <param name="AllowedLoss">What was allowed.</param>
/// <param name="CalibrationError">The mean distance of the calibrated probabilities from what happened, over the parts held out.</param>
/// <param name="AucByCriteria">The area of the best card of 1, 2, ... criteria, up to the most that were allowed or found.</param>
public sealed record LeadScoreQuality(double? Auc, double? FullAuc, double? StandardError, double AllowedLoss, double CalibrationError, IReadOnlyList<double?> AucByCriteria)
{
    /// <summary>By how much the card's area is smaller than the full model's; below 0 where it is greater. Null with <see cref="Auc"/>.</summary>
    public double? Loss => FullAuc - Auc;

    /// <summary>Whether the card stays within the allowed loss of the full model.</summary>
    public bool IsWithinAllowedLoss => Loss <= AllowedLoss;
}
