namespace CrossSell;

/// <summary>Why a product stands where it does: what the score would fall without.</summary>
/// <remarks>Chosen by the effect of taking the cause away and scoring anew, not by weights.</remarks>
/// <param name="Cause">What it is. <see cref="ScoreCause.Base"/> when nothing that could be taken away lowers the score.</param>
/// <param name="Products">The owned product; several when no single one lowers the score and only all of them together do; empty for another cause.</param>
/// <param name="Effect">By how much the logit falls without it, above 0; 0 for <see cref="ScoreCause.Base"/>.</param>
/// <param name="Step">What the customer's ranking could rest on.</param>
public sealed record RankingReason(ScoreCause Cause, IReadOnlyList<int> Products, double Effect, RankingStep Step)
{
    /// <summary>The name of the attribute; null unless <see cref="Cause"/> is <see cref="ScoreCause.Attribute"/>.</summary>
    public string? Attribute { get; init; }
}
