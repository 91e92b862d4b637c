namespace CrossSell.ML;

/// <summary>How rules from one owned product to another become a score.</summary>
public enum RuleScore
{
    /// <summary>The confidence of the strongest rule that fits.</summary>
    MaxConfidence = 0,

    /// <summary>The lift of the strongest rule that fits.</summary>
    MaxLift = 1,

    /// <summary>The sum of the confidences of all rules that fit.</summary>
    SumOfConfidence = 2,

    /// <summary>The sum of confidence times log(lift) of all rules that fit; only rules with a lift above 1.</summary>
    SumOfConfidenceLogLift = 3,
}
