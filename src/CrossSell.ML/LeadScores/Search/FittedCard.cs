namespace CrossSell.ML.LeadScores;

/// <summary>Criteria with the regression on them.</summary>
internal sealed record FittedCard(CriterionClasses[] Criteria, CardFit Fit)
{
    /// <summary>How many grids there are.</summary>
    public int Grids => Fit.Terms.Count(t => t.IsGrid);
}
