namespace CrossSell.Potential;

/// <summary>The gaps of some customers, to be run over as often as needed, in the order of customers, then categories.</summary>
/// <param name="Count">How many.</param>
/// <param name="Owned">The owned potential of these customers.</param>
/// <param name="Relevant">Their relevant potential.</param>
/// <param name="Each">Runs over them; the same gaps with the same figures each time.</param>
internal sealed record EffortGaps(long Count, double Owned, double Relevant, Action<EffortVisit> Each);
