namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="ImplicitAlsTrainer"/>.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class ImplicitAlsOptions
{
    /// <summary>The greatest <see cref="Factors"/>.</summary>
    public const int MostFactors = 1_024;

    /// <summary>The name of the scorer.</summary>
    /// <value>Default: <c>als</c>. Not blank.</value>
    public string Name { get; set; } = "als";

    /// <summary>The number of factors.</summary>
    /// <value>Default: 64. From 1 to 1,024.</value>
    public int Factors { get; set; } = 64;

    /// <summary>How strongly factors are held small. Too little, and rankings fall below popularity; too much, and they become popularity.</summary>
    /// <value>
    /// Default: null, the best of 1 to 300 times <see cref="Alpha"/>, tried with few factors on purchases held out: the latest fifth where there are times, else a fifth at random.
    /// Otherwise a finite number above 0.
    /// </value>
    public double? Regularization { get; set; }

    /// <summary>What a purchase of weight 1 adds to the confidence 1 that every pair of customer and product has, bought or not.</summary>
    /// <value>Default: 2. A finite number above 0.</value>
    public double Alpha { get; set; } = 2;

    /// <summary>How often customers and products are solved.</summary>
    /// <value>Default: 15. At least 1.</value>
    public int Iterations { get; set; } = 15;

    /// <summary>How one row is solved.</summary>
    /// <value>Default: <see cref="AlsSolver.ConjugateGradient"/>.</value>
    public AlsSolver Solver { get; set; } = AlsSolver.ConjugateGradient;

    /// <summary>The steps of <see cref="AlsSolver.ConjugateGradient"/> for one row.</summary>
    /// <value>Default: 3. At least 1.</value>
    public int ConjugateSteps { get; set; } = 3;

    /// <summary>What the first factors are drawn from.</summary>
    /// <value>Default: 1. Any.</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>What a purchased product counts, in learning as in scoring.</summary>
    /// <value>Default: <see cref="OwnedWeighting.Binary"/>.</value>
    public OwnedWeighting Weighting { get; set; } = OwnedWeighting.Binary;

    /// <summary>How many must have bought a product for it to have factors; products with fewer score 0.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int MinBuyers { get; set; } = 1;

    /// <summary>The most threads. The scorer is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Check(!string.IsNullOrWhiteSpace(Name), $"Name is blank; tables and reasons need one, such as 'als'.");
        Check(Factors is >= 1 and <= MostFactors, $"Factors is {Factors}; it must lie from 1 to {MostFactors}.");
        Check(Regularization is not { } strength || (double.IsFinite(strength) && strength > 0), $"Regularization is {Regularization}; it must be a finite number above 0, or null to have it chosen.");
        Check(double.IsFinite(Alpha) && Alpha > 0, $"Alpha is {Alpha}; it must be a finite number above 0.");
        Check(Iterations >= 1, $"Iterations is {Iterations}; it must be 1 or more.");
        Check(Enum.IsDefined(Solver), $"Solver is {Solver}; it must be ConjugateGradient or Cholesky.");
        Check(ConjugateSteps >= 1, $"ConjugateSteps is {ConjugateSteps}; it must be 1 or more.");
        Check(Weighting is not null, $"Weighting is null; it must be a weighting, such as OwnedWeighting.Binary.");
        Check(MinBuyers >= 1, $"MinBuyers is {MinBuyers}; it must be 1 or more.");
        Check(MaxThreads is null or >= 1, $"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        return failures;

        void Check(bool isRight, FormattableString failure)
        {
            if (!isRight)
            {
                failures.Add(FormattableString.Invariant(failure));
            }
        }
    }
}
