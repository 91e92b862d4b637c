using System.Globalization;

namespace CrossSell;

/// <summary>How a campaign is measured.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class MeasurementOptions
{
    /// <summary>The probability with which intervals cover the truth, between 0 and 1.</summary>
    /// <value>Default: 0.95.</value>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>Of all customers drawn, the share that the control group was drawn with, between 0 and 1: what the sizes are checked against. Null leaves the check out.</summary>
    /// <value>Default: null.</value>
    public double? ControlShare { get; set; }

    /// <summary>Decides the draws of the bootstrap.</summary>
    /// <value>Default: 1.</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>How often customers are drawn again, at least 100.</summary>
    /// <value>Default: 1,000.</value>
    public int Draws { get; set; } = 1_000;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (!(ConfidenceLevel > 0 && ConfidenceLevel < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ConfidenceLevel)} is {ConfidenceLevel}; it must lie between 0 and 1."));
        }

        if (ControlShare is { } share && !(share > 0 && share < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ControlShare)} is {share}; it must lie between 0 and 1, or be null."));
        }

        if (Draws < 100)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Draws)} is {Draws}; it must be at least 100."));
        }

        return failures;
    }

    /// <summary>The same with another share, unless one is given.</summary>
    internal MeasurementOptions OrControlShare(double share)
    {
        var copy = (MeasurementOptions)MemberwiseClone();
        copy.ControlShare ??= share is > 0 and < 1 ? share : null;
        return copy;
    }

    internal static MeasurementOptions Checked(MeasurementOptions? options)
    {
        options ??= new MeasurementOptions();
        return options.Validate() is { Count: > 0 } failures ? throw new ArgumentException(string.Join(" ", failures), nameof(options)) : options;
    }
}
