namespace CrossSell;

/// <summary>What a campaign did to a mean over customers, such as revenue.</summary>
public sealed record MeanEffect
{
    /// <summary>The mean of the treated arm.</summary>
    public required double TreatedMean { get; init; }

    /// <summary>Customers of the treated arm.</summary>
    public required int Treated { get; init; }

    /// <summary>The mean of the control group.</summary>
    public required double ControlMean { get; init; }

    /// <summary>Customers of the control group.</summary>
    public required int Control { get; init; }

    /// <summary>The treated mean less the control group's, with Welch's interval.</summary>
    public required Interval Difference { get; init; }

    /// <summary>The same with the range when customers are drawn again. Where it is far from Welch's, few great sums decide and neither is to be trusted much.</summary>
    public required Interval ByBootstrap { get; init; }

    /// <summary>The chance of means at least as far apart when the campaign does nothing: Welch's test on two sides.</summary>
    public required double PValue { get; init; }

    /// <summary>What the campaign brought in all: the difference times the treated customers.</summary>
    public Interval Incremental => new(Difference.Value * Treated, Difference.Lower * Treated, Difference.Upper * Treated);

    /// <summary>Compares two arms. O(n + draws · values that are not 0).</summary>
    /// <param name="treated">One value a customer of the treated arm, two or more.</param>
    /// <param name="control">One value a customer of the control group, two or more.</param>
    /// <param name="options">The level, the seed and the draws.</param>
    /// <exception cref="ArgumentException">An arm has fewer than two values, one is not finite, or an option is out of range.</exception>
    public static MeanEffect Of(ReadOnlySpan<double> treated, ReadOnlySpan<double> control, MeasurementOptions? options = null)
    {
        MeasurementOptions settings = MeasurementOptions.Checked(options);
        Interval difference = Means.Difference(treated, control, settings.ConfidenceLevel);
        return new MeanEffect
        {
            TreatedMean = Measurement.Sample.MeanOf(treated, nameof(treated)),
            Treated = treated.Length,
            ControlMean = Measurement.Sample.MeanOf(control, nameof(control)),
            Control = control.Length,
            Difference = difference,
            ByBootstrap = Means.DifferenceByBootstrap(treated, control, settings.ConfidenceLevel, settings.Seed, settings.Draws),
            PValue = Means.PValue(treated, control),
        };
    }
}
