namespace CrossSell;

/// <summary>How far coverage can be raised by offers, the most promising first, and where more effort does not pay any more.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Gaps">The number of gaps that may be offered now.</param>
/// <param name="CoverageNow">Owned over relevant potential, from 0 to 1; NaN when nothing is relevant.</param>
/// <param name="OffersThatPay">How many gaps have an expected margin above the cost of an offer.</param>
/// <param name="CoverageThatPays">The expected coverage after these offers.</param>
/// <param name="ProfitThatPays">Their expected margin less their cost.</param>
/// <param name="OffersToGoal">The fewest offers, in this order, whose expected coverage reaches the goal; 0 when it is reached, null when not even all of them reach it.</param>
/// <param name="ProfitToGoal">The expected margin less the cost of these offers; null with <paramref name="OffersToGoal"/>.</param>
public sealed record EffortCurve(
    string Group, long Gaps, double CoverageNow, long OffersThatPay, double CoverageThatPays, double ProfitThatPays, long? OffersToGoal, double? ProfitToGoal)
{
    /// <summary>Whether the goal can be reached by offers each of which pays.</summary>
    public bool GoalPays => OffersToGoal <= OffersThatPay;
}
