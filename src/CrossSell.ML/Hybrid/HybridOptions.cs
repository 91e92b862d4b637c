namespace CrossSell.ML;

/// <summary>How a <see cref="HybridTrainer"/> learns. What is null the trainer chooses from the data.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class HybridOptions
{
    /// <summary>The ways of scoring that may take part, each with a name of its own.</summary>
    /// <value>Default: null, those of <see cref="HybridTrainer.DefaultParts"/>.</value>
    public IReadOnlyList<IProductScorerTrainer>? Parts { get; set; }

    /// <summary>Who learns the part <c>propensity</c>: what customers have and are says of products.</summary>
    /// <value>Default: null, a <see cref="ProductPropensityTrainer"/> where attributes or contacts are known, and no such part where none are.</value>
    public IProductPropensityTrainer? Propensity { get; set; }

    /// <summary>Within which time after an instant a purchase counts.</summary>
    /// <value>Default: null: 60 days, or a quarter of the time that the purchases span where that is less; doubled while fewer than 2,000 pairs are new in it and a quarter of the span allows. Above 0.</value>
    public TimeSpan? Horizon { get; set; }

    /// <summary>How many past instants are learned from at most, each a horizon before the next. The latest one is first held out to choose what takes part.</summary>
    /// <value>Default: 2. From 1 to 12.</value>
    public int Windows { get; set; } = 2;

    /// <summary>How many candidates each part proposes.</summary>
    /// <value>Default: 60. From 1 to 10,000.</value>
    public int CandidatesOfEach { get; set; } = 60;

    /// <summary>How strongly weights are held to 0.</summary>
    /// <value>Default: null, chosen on held-out data. At least 0.001.</value>
    public double? Ridge { get; set; }

    /// <summary>What weighs the parts.</summary>
    /// <value>Default: <see cref="HybridLevelTwo.Logistic"/>.</value>
    public HybridLevelTwo LevelTwo { get; set; }

    /// <summary>How many candidates are learned from at most; more customers than that takes are sampled by a hash of their ids.</summary>
    /// <value>Default: 500,000. At least 1,000.</value>
    public int MaxRows { get; set; } = 500_000;

    /// <summary>The most threads.</summary>
    /// <value>Default: null, one for each core. 1 or more.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (Parts is not null && Parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() < Parts.Count)
        {
            failures.Add($"Parts are named {string.Join(", ", Parts.Select(part => part.Name))}; each name may stand there once.");
        }

        if (Horizon is { } horizon && horizon <= TimeSpan.Zero)
        {
            failures.Add($"Horizon is {horizon}; it must be above 0.");
        }

        if (!Enum.IsDefined(LevelTwo))
        {
            failures.Add($"LevelTwo is {LevelTwo:D}; it must be one of {string.Join(", ", Enum.GetNames<HybridLevelTwo>())}.");
        }

        Check(Windows, 1, 12, nameof(Windows));
        Check(CandidatesOfEach, 1, 10_000, nameof(CandidatesOfEach));
        Check(MaxRows, 1_000, int.MaxValue, nameof(MaxRows));
        Check(MaxThreads ?? 1, 1, int.MaxValue, nameof(MaxThreads));
        if (Ridge is { } ridge && !(ridge >= 0.001 && double.IsFinite(ridge)))
        {
            failures.Add(FormattableString.Invariant($"Ridge is {ridge}; it must be at least 0.001."));
        }

        return failures;

        void Check(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                failures.Add(most == int.MaxValue
                    ? FormattableString.Invariant($"{name} is {value}; it must be at least {least}.")
                    : FormattableString.Invariant($"{name} is {value}; it must be from {least} to {most}."));
            }
        }
    }
}
