namespace CrossSell.ML;

/// <summary>What <see cref="ImplicitAlsTrainer"/> learned, and how.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FactorsFit
{
    internal FactorsFit(FactorScorer scorer, double regularization, IReadOnlyList<RidgeTrial> trials, IReadOnlyList<string> notes)
    {
        Scorer = scorer;
        Regularization = regularization;
        Trials = trials;
        Notes = notes;
    }

    /// <summary>The factors of all products; 0 for those that took no part.</summary>
    public FactorScorer Scorer { get; }

    /// <summary>How strongly factors were held small.</summary>
    public double Regularization { get; }

    /// <summary>The strengths that were tried, ascending; empty when one was given, or when there was too little to judge by.</summary>
    public IReadOnlyList<RidgeTrial> Trials { get; }

    /// <summary>What a user should know, one sentence each: products that took no part, a strength that could not be tried.</summary>
    public IReadOnlyList<string> Notes { get; }
}
