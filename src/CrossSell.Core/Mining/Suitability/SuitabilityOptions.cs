using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Where the grades of <see cref="SuitabilityMatrix"/> begin.</summary>
/// <remarks>Thresholds are compared without rounding: a pair that just meets one meets it. Not thread-safe while it is changed; a run reads it once.</remarks>
public sealed class SuitabilityOptions
{
    /// <summary>The fewest owners a product must have, to be graded at all.</summary>
    /// <value>Default: 10. At least 1.</value>
    public int MinOwners { get; set; } = 10;

    /// <summary>How often the two products would meet by chance, at least, for "no connection" to be a finding and not a lack of data.</summary>
    /// <value>Default: 5. 0 or more.</value>
    public decimal MinExpected { get; set; } = 5m;

    /// <summary>The fewest transactions with both products for their attraction to be looked at; more takes less memory on large catalogues.</summary>
    /// <value>Default: 1. At least 1. A rarer pair is taken to meet as often as it can without reaching this number.</value>
    public int MinPairCount { get; set; } = 1;

    /// <summary>The chance that is accepted that any pair at all is called attracting or repelling though it is neither.</summary>
    /// <value>Default: 0.05. More than 0, less than 1.</value>
    public double Alpha { get; set; } = 0.05;

    /// <summary>How many tests alpha is shared among (Bonferroni).</summary>
    /// <value>Default: null, two for each pair of products with enough owners. At least 1; 1 means that no allowance is made for the number of pairs.</value>
    public double? Tests { get; set; }

    /// <summary>The least lift of <see cref="SuitabilityGrade.Always"/>.</summary>
    /// <value>Default: 1.5. At least <see cref="GoodLift"/>.</value>
    public decimal AlwaysLift { get; set; } = 1.5m;

    /// <summary>The least share of the owners with the offered product too, for <see cref="SuitabilityGrade.Always"/>.</summary>
    /// <value>Default: 0.5. At least <see cref="GoodConfidence"/>, at most 1.</value>
    public decimal AlwaysConfidence { get; set; } = 0.5m;

    /// <summary>The least lift of <see cref="SuitabilityGrade.Good"/>.</summary>
    /// <value>Default: 1.2. At least 1.</value>
    public decimal GoodLift { get; set; } = 1.2m;

    /// <summary>The least share of the owners with the offered product too, for <see cref="SuitabilityGrade.Good"/>.</summary>
    /// <value>Default: 0.1. From 0 to 1.</value>
    public decimal GoodConfidence { get; set; } = 0.1m;

    /// <summary>The largest lift of <see cref="SuitabilityGrade.Unsuitable"/>.</summary>
    /// <value>Default: 0.8. From 0 to 1.</value>
    public decimal UnsuitableLift { get; set; } = 0.8m;

    /// <summary>
    /// The least margin to be expected from an offer, confidence times the margin of the offered product: below it a pair is at most
    /// <see cref="SuitabilityGrade.Possible"/>. Plays a part only when margins are given. Compared without rounding:
    /// margins and threshold are the shortest decimals that read back as the same doubles.
    /// </summary>
    /// <value>Default: 0, in the unit of the margins.</value>
    public double MinExpectedMargin { get; set; }

    /// <summary>What the transactions are, for the wording.</summary>
    /// <value>Default: <see cref="TransactionUnit.Customer"/>.</value>
    public TransactionUnit Unit { get; set; }

    /// <summary>The most threads. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        Check(MinOwners >= 1, nameof(MinOwners), MinOwners, "1 or more");
        Check(MinExpected >= 0, nameof(MinExpected), MinExpected, "0 or more");
        Check(MinPairCount >= 1, nameof(MinPairCount), MinPairCount, "1 or more");
        Check(Alpha is > 0 and < 1, nameof(Alpha), Alpha, "more than 0 and less than 1");
        Check(Tests is null or (>= 1 and < double.PositiveInfinity), nameof(Tests), Tests ?? 0, "null or a number from 1");
        Check(GoodLift >= 1, nameof(GoodLift), GoodLift, "1 or more");
        Check(AlwaysLift >= GoodLift, nameof(AlwaysLift), AlwaysLift, string.Create(CultureInfo.InvariantCulture, $"at least GoodLift, {GoodLift}"));
        Check(GoodConfidence is >= 0 and <= 1, nameof(GoodConfidence), GoodConfidence, "from 0 to 1");
        Check(
            AlwaysConfidence >= GoodConfidence && AlwaysConfidence <= 1,
            nameof(AlwaysConfidence),
            AlwaysConfidence,
            string.Create(CultureInfo.InvariantCulture, $"from GoodConfidence, {GoodConfidence}, to 1"));
        Check(UnsuitableLift is >= 0 and <= 1, nameof(UnsuitableLift), UnsuitableLift, "from 0 to 1");
        Check(double.IsFinite(MinExpectedMargin), nameof(MinExpectedMargin), MinExpectedMargin, "a finite number");
        Check(Enum.IsDefined(Unit), nameof(Unit), (int)Unit, "Customer or Basket");
        Check(MaxThreads is null or >= 1, nameof(MaxThreads), MaxThreads ?? 0, "null or 1 or more");
        return failures;

        void Check(bool isRight, string name, IFormattable seen, string expected)
        {
            if (!isRight)
            {
                failures.Add($"{name} is {seen.ToString(format: null, CultureInfo.InvariantCulture)}; it must be {expected}.");
            }
        }
    }

    /// <summary>A copy that a run keeps.</summary>
    internal SuitabilityOptions Copy() => (SuitabilityOptions)MemberwiseClone();
}
