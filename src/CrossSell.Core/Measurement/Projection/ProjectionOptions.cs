using System.Globalization;

namespace CrossSell;

/// <summary>How a projection is made.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ProjectionOptions
{
    /// <summary>
    /// The share of answered offers that would not have been bought otherwise, as a campaign with a control group measured it: incremental over all purchases. Null where
    /// nothing was measured; then the projection tells what will be bought, not what offering adds.
    /// </summary>
    public Interval? IncrementalShare { get; init; }

    /// <summary>How each product's probabilities did on customers held out; a product without a record has the prior alone, and a wide interval.</summary>
    public IReadOnlyDictionary<ProductId, PropensityRecord> Records { get; init; } = new Dictionary<ProductId, PropensityRecord>();

    /// <summary>How many purchases the belief is worth that probabilities are right as they are.</summary>
    /// <value>Default: 4. Above 0, finite.</value>
    public double PriorPurchases { get; init; } = 4;

    /// <summary>Of the intervals, between 0 and 1.</summary>
    /// <value>Default: 0.95.</value>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (!(PriorPurchases > 0) || !double.IsFinite(PriorPurchases))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(PriorPurchases)} is {PriorPurchases}; it must be above 0 and finite."));
        }

        if (!(ConfidenceLevel > 0 && ConfidenceLevel < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ConfidenceLevel)} is {ConfidenceLevel}; it must be between 0 and 1."));
        }

        if (IncrementalShare is { } share && !(share.Lower <= share.Value && share.Value <= share.Upper && double.IsFinite(share.Upper - share.Lower)))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(IncrementalShare)} is {share}; it must be finite, with its value between its ends."));
        }

        foreach ((ProductId product, PropensityRecord record) in Records)
        {
            if (!(record.Expected >= 0) || !double.IsFinite(record.Expected) || record.Bought < 0)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"The record of '{product}' is {record}; both figures must be 0 or more and finite."));
            }
        }

        return failures;
    }
}
