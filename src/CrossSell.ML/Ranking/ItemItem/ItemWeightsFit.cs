namespace CrossSell.ML;

/// <summary>What <see cref="EaseTrainer"/> or <see cref="EdlaeTrainer"/> learned, and how.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ItemWeightsFit
{
    internal ItemWeightsFit(ItemItemScorer scorer, double lambda, double dropout, IReadOnlyList<RidgeTrial> trials, IReadOnlyList<string> notes)
    {
        Scorer = scorer;
        Lambda = lambda;
        Dropout = dropout;
        Trials = trials;
        Notes = notes;
    }

    /// <summary>A weight from every product that took part to every other; 0 from and to those that did not.</summary>
    public ItemItemScorer Scorer { get; }

    /// <summary>The strength of the ridge that was used.</summary>
    public double Lambda { get; }

    /// <summary>The share of purchases that training forgot; 0 with EASE.</summary>
    public double Dropout { get; }

    /// <summary>The strengths that were tried, ascending; empty when <see cref="Lambda"/> was given, or when there was too little to judge by.</summary>
    public IReadOnlyList<RidgeTrial> Trials { get; }

    /// <summary>What a user should know, one sentence each: products that took no part, a ridge that could not be tried.</summary>
    public IReadOnlyList<string> Notes { get; }
}
