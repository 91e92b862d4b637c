namespace CrossSell;

/// <summary>What asking costs and what is done with the answer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record UnknownsOptions
{
    /// <summary>How many offers are made to a customer at most. Default: 1. At least 1.</summary>
    public int Offers { get; init; } = 1;

    /// <summary>What a question costs, in the catalogue's currency. Default: 0. Finite, 0 or more.</summary>
    public double CostOfAsking { get; init; }

    /// <summary>How probable it is that a question is answered. Default: 1. Above 0, at most 1.</summary>
    public double ChanceOfAnswer { get; init; } = 1;

    /// <summary>How many single questions are kept, the most valuable ones. Default: 1,000. At least 0.</summary>
    public int MostQuestions { get; init; } = 1_000;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(Offers >= 1, $"Offers is {Offers}; it must be 1 or more.");
        Require(CostOfAsking >= 0 && double.IsFinite(CostOfAsking), FormattableString.Invariant($"CostOfAsking is {CostOfAsking}; it must be a finite number of 0 or more."));
        Require(ChanceOfAnswer > 0 && ChanceOfAnswer <= 1, FormattableString.Invariant($"ChanceOfAnswer is {ChanceOfAnswer}; it must be above 0 and at most 1."));
        Require(MostQuestions >= 0, $"MostQuestions is {MostQuestions}; it must be 0 or more.");
        return failures;

        void Require(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
