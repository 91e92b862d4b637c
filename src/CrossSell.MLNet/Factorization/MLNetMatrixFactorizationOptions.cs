namespace CrossSell.MLNet;

/// <summary>What a user may decide about <see cref="MLNetMatrixFactorizationTrainer"/>.</summary>
/// <remarks>
/// Not thread-safe while it is changed. What cannot be set cannot go wrong: the loss is always <c>SquareLossOneClass</c> (ML.NET's default makes every factor NaN where all labels
/// are 1), and factors are free to be negative (forbidding that with this loss aborts the process).
/// </remarks>
public sealed class MLNetMatrixFactorizationOptions
{
    /// <summary>The greatest <see cref="Factors"/>.</summary>
    public const int MostFactors = 1_024;

    /// <summary>The name of the scorer.</summary>
    /// <value>Default: <c>mlnet-mf</c>. Not blank.</value>
    public string Name { get; set; } = "mlnet-mf";

    /// <summary>The number of factors.</summary>
    /// <value>Default: 64 (ML.NET's is 8). From 1 to 1,024.</value>
    public int Factors { get; set; } = 64;

    /// <summary>How often each factor of customers and products is solved.</summary>
    /// <value>Default: 20. At least 1.</value>
    public int Iterations { get; set; } = 20;

    /// <summary>What a pair that was not bought weighs, where one that was weighs 1.</summary>
    /// <value>
    /// Default: null, the best of 0.01, 0.05 and 0.2 on purchases held out (ML.NET's default of 0.0001 ranks worse than popularity). Otherwise above 0 and below 1: from 1 on factors
    /// run off to infinity, without an error of ML.NET.
    /// </value>
    public double? Alpha { get; set; }

    /// <summary>How strongly factors are held small.</summary>
    /// <value>Default: null, the best of 0.5, 1, 2, 5, 10 and 20 on purchases held out. Otherwise a finite number above 0.</value>
    public double? Lambda { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Check(!string.IsNullOrWhiteSpace(Name), $"Name is blank; tables and reasons need one, such as 'mlnet-mf'.");
        Check(Factors is >= 1 and <= MostFactors, $"Factors is {Factors}; it must lie from 1 to {MostFactors}.");
        Check(Iterations >= 1, $"Iterations is {Iterations}; it must be 1 or more.");
        Check(Alpha is not { } alpha || alpha is > 0 and < 1, $"Alpha is {Alpha}; it must lie above 0 and below 1, or be null to have it chosen.");
        Check(Lambda is not { } lambda || (double.IsFinite(lambda) && lambda > 0), $"Lambda is {Lambda}; it must be a finite number above 0, or null to have it chosen.");
        return failures;

        void Check(bool isRight, FormattableString failure)
        {
            if (!isRight)
            {
                failures.Add(FormattableString.Invariant(failure));
            }
        }
    }

    internal MLNetMatrixFactorizationOptions Copy() => (MLNetMatrixFactorizationOptions)MemberwiseClone();
}
