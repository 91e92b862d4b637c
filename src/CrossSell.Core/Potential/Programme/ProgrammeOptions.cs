using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What <see cref="ProgrammeGaps.Of"/> may know beyond history and catalogue, and how sure it has to be.</summary>
/// <remarks>Immutable and thread-safe as far as what it holds is.</remarks>
public sealed record ProgrammeOptions
{
    /// <summary>Whose customer each one is; <see cref="ProgrammeGaps.SellersOf"/> reads it from the history. Default: null, sellers are not told apart.</summary>
    public CustomerGroups? Sellers { get; init; }

    /// <summary>The segments to report on. Default: null, none.</summary>
    public CustomerGroups? Segments { get; init; }

    /// <summary>
    /// Customers who are alike: what the others of a peer group have is expected of each of them (indirect standardization), unless <see cref="Expected"/> speaks.
    /// Default: null, the segments; without these all customers are alike.
    /// </summary>
    public CustomerGroups? Peers { get; init; }

    /// <summary>How probable it is that a customer has a product, by a model. Default: null, the peers' rates are expected.</summary>
    public OwnershipProbability? Expected { get; init; }

    /// <summary>Who could have a product; owners count whatever this says. Default: null, everybody could have everything.</summary>
    public ProductRelevance? CouldHave { get; init; }

    /// <summary>The offers of the ledger. Default: null, nobody knows what was offered.</summary>
    public IReadOnlyList<Offer>? Offers { get; init; }

    /// <summary>For how long a repurchasable product counts as owned after a purchase. Default: 365 days. Zero or more.</summary>
    public TimeSpan RepurchaseWindow { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How many customers of the rate of all count for beside the peers' own. Default: 20. Finite, 0 or more.</summary>
    public double Shrinkage { get; init; } = 20;

    /// <summary>
    /// How far sellers or segments may be thought to differ before anything is seen: the scale of the half-normal prior of the standard deviation of their shifts, in
    /// logits. What is seen soon outweighs it. Default: 1, where a seller of the better sixth sells at 2.7 times the odds of an average one. Finite, above 0.
    /// </summary>
    public double PriorDeviation { get; init; } = 1;

    /// <summary>The probability with which intervals cover. Default: 0.95. Strictly between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The most threads; the result is the same for any number. Default: null, one for each core. At least 1.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(RepurchaseWindow >= TimeSpan.Zero, FormattableString.Invariant($"RepurchaseWindow is {RepurchaseWindow}; it must be zero or more."));
        Require(Shrinkage >= 0 && double.IsFinite(Shrinkage), FormattableString.Invariant($"Shrinkage is {Shrinkage}; it must be a finite number of 0 or more."));
        Require(PriorDeviation > 0 && double.IsFinite(PriorDeviation), FormattableString.Invariant($"PriorDeviation is {PriorDeviation}; it must be a finite number above 0."));
        Require(ConfidenceLevel > 0 && ConfidenceLevel < 1, FormattableString.Invariant($"ConfidenceLevel is {ConfidenceLevel}; it must lie between 0 and 1, such as 0.95."));
        Require(MaxThreads is null or >= 1, $"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
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
