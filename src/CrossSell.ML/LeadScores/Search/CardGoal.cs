namespace CrossSell.ML.LeadScores;

/// <summary>By what criteria are chosen. Neither is always the better one to rank by, so both are tried on customers held out.</summary>
internal enum CardGoal
{
    /// <summary>Akaike's criterion: what makes the probabilities best.</summary>
    Likelihood = 0,

    /// <summary>The area under the curve: what sorts best, though a rare and sure sign may be left out for it.</summary>
    Area = 1,
}
