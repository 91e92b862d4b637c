namespace CrossSell;

/// <summary>What a campaign did to a share of customers, such as those who bought.</summary>
public sealed record ShareEffect
{
    /// <summary>Customers of the treated arm who did.</summary>
    public required long TreatedHits { get; init; }

    /// <summary>Customers of the treated arm.</summary>
    public required long Treated { get; init; }

    /// <summary>Customers of the control group who did.</summary>
    public required long ControlHits { get; init; }

    /// <summary>Customers of the control group.</summary>
    public required long Control { get; init; }

    /// <summary>The uplift: the treated share less the control group's, with Newcombe's interval; from -1 to 1.</summary>
    public required Interval Difference { get; init; }

    /// <summary>The treated share over the control group's; null when nobody did in one of them.</summary>
    public required Interval? Ratio { get; init; }

    /// <summary>The chance of a difference at least as great when the campaign does nothing: the score test on two sides.</summary>
    public required double PValue { get; init; }

    /// <summary>How many customers did because of the campaign: the difference times the treated customers. Below 0 for fewer.</summary>
    public Interval Incremental => new(Difference.Value * Treated, Difference.Lower * Treated, Difference.Upper * Treated);

    /// <summary>Compares two arms. O(1).</summary>
    /// <param name="treatedHits">Who did in the treated arm.</param>
    /// <param name="treated">Customers of the treated arm, 1 or more.</param>
    /// <param name="controlHits">Who did in the control group.</param>
    /// <param name="control">Customers of the control group, 1 or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ShareEffect Of(long treatedHits, long treated, long controlHits, long control, double confidenceLevel = 0.95) => new()
    {
        TreatedHits = treatedHits,
        Treated = treated,
        ControlHits = controlHits,
        Control = control,
        Difference = Proportions.Difference(treatedHits, treated, controlHits, control, confidenceLevel),
        Ratio = Proportions.Ratio(treatedHits, treated, controlHits, control, confidenceLevel),
        PValue = Proportions.PValue(treatedHits, treated, controlHits, control),
    };
}
