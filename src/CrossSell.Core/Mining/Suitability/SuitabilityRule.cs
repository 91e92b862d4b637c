using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>The rule of docs/suitability.md: from the four counts of a pair, its p value and its margin to a grade.</summary>
internal sealed class SuitabilityRule(SuitabilityOptions options, double tests)
{
    private readonly ExactRatio _minExpected = new(options.MinExpected);
    private readonly ExactRatio _alwaysLift = new(options.AlwaysLift);
    private readonly ExactRatio _alwaysConfidence = new(options.AlwaysConfidence);
    private readonly ExactRatio _goodLift = new(options.GoodLift);
    private readonly ExactRatio _goodConfidence = new(options.GoodConfidence);
    private readonly ExactRatio _minExpectedMargin = new(options.MinExpectedMargin);

    // At most a threshold is at least its negative, negated: the ratio just at it counts as unsuitable.
    private readonly ExactRatio _unsuitableLift = new(-options.UnsuitableLift);

    public SuitabilityOptions Options => options;

    /// <summary>The p value that a single test must not exceed.</summary>
    public double Level { get; } = options.Alpha / tests;

    /// <summary>How many tests alpha is shared among.</summary>
    public double Tests => tests;

    public SuitabilityGrade Grade(RuleCounts t, double? margin)
    {
        Int128 observed = (Int128)t.N * t.N11, chance = (Int128)t.N1x * t.Nx1;
        if (observed > chance)
        {
            if (PValues.Of(t, SignificanceTest.Fisher) <= Level)
            {
                return Attracting(t, observed, chance, margin);
            }
        }
        else if (IsRepelling(t))
        {
            return SuitabilityGrade.Unsuitable;
        }

        return WithoutFinding(t.N1x, t.Nx1, t.N);
    }

    /// <summary>The grade of a pair that shows neither attraction nor repulsion: it depends on the frequencies alone.</summary>
    public SuitabilityGrade WithoutFinding(long owners, long buyers, long all) =>
        all > 0 && Math.Min(owners, buyers) >= options.MinOwners && _minExpected.IsMetBy((Int128)owners * buyers, all)
            ? SuitabilityGrade.Unrelated
            : SuitabilityGrade.Unknown;

    /// <summary>Whether the products meet so rarely that it is no chance, and far less often than by chance.</summary>
    public bool IsRepelling(RuleCounts t)
    {
        Int128 observed = (Int128)t.N * t.N11, chance = (Int128)t.N1x * t.Nx1;
        return _unsuitableLift.IsMetBy(-observed, chance) && Hypergeometric.UpToTail(t.N11, t.N10, t.N01, t.N00) <= Level;
    }

    /// <summary>Whether a margin keeps a pair from more than <see cref="SuitabilityGrade.Possible"/>.</summary>
    public bool IsHeldBack(RuleCounts t, double? margin) => margin is { } m && !_minExpectedMargin.IsMetBy(t.N11, t.N1x, m);

    private SuitabilityGrade Attracting(RuleCounts t, Int128 observed, Int128 chance, double? margin)
    {
        if (IsHeldBack(t, margin) || !_goodLift.IsMetBy(observed, chance) || !_goodConfidence.IsMetBy(t.N11, t.N1x))
        {
            return SuitabilityGrade.Possible;
        }

        return _alwaysLift.IsMetBy(observed, chance) && _alwaysConfidence.IsMetBy(t.N11, t.N1x) ? SuitabilityGrade.Always : SuitabilityGrade.Good;
    }
}
