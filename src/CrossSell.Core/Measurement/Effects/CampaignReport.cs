using System.Globalization;
using CrossSell.Measurement;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>What came of a campaign, against its control group, by intention to treat.</summary>
/// <remarks>Immutable. The same outcomes, in any order, and settings give the same report.</remarks>
public sealed record CampaignReport
{
    /// <summary>Customers of the treated arm who were contacted.</summary>
    public required int Contacted { get; init; }

    /// <summary>Customers of the universal hold-out among the outcomes: they are no part of this comparison.</summary>
    public required int UniversalHoldout { get; init; }

    /// <summary>Whether the arms have the sizes of the draw; null when <see cref="MeasurementOptions.ControlShare"/> was not given.</summary>
    public required SampleRatioCheck? SampleRatio { get; init; }

    /// <summary>Who answered.</summary>
    public required ShareEffect Responses { get; init; }

    /// <summary>Who bought what was offered: the effect that the verdict is about.</summary>
    public required ShareEffect Acceptances { get; init; }

    /// <summary>Who withdrew a permission or objected: a guard, better below 0.</summary>
    public required ShareEffect OptOuts { get; init; }

    /// <summary>Who complained: a guard, better below 0.</summary>
    public required ShareEffect Complaints { get; init; }

    /// <summary>Revenue a customer.</summary>
    public required MeanEffect Revenue { get; init; }

    /// <summary>Margin a customer, before the cost of contacts.</summary>
    public required MeanEffect Margin { get; init; }

    /// <summary>What the contacts cost in all.</summary>
    public required double Cost { get; init; }

    /// <summary>What can be said.</summary>
    public required CampaignVerdict Verdict { get; init; }

    /// <summary>What a sale that would not have happened otherwise cost; null when the campaign brought none. The upper end is infinite when it may have brought none.</summary>
    public Interval? CostPerIncrementalSale
    {
        get
        {
            Interval sales = Acceptances.Incremental;
            return sales.Value > 0 ? new Interval(Cost / sales.Value, Cost / sales.Upper, sales.Lower > 0 ? Cost / sales.Lower : double.PositiveInfinity) : null;
        }
    }

    /// <summary>What the campaign earned: incremental margin less the cost of contacts.</summary>
    public Interval Profit
    {
        get
        {
            Interval margin = Margin.Incremental;
            return new Interval(margin.Value - Cost, margin.Lower - Cost, margin.Upper - Cost);
        }
    }

    /// <summary>Measures. O(n log n + draws · customers with revenue).</summary>
    /// <param name="outcomes">One for each customer of the draw, two or more in each arm.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An arm has fewer than two customers, a customer of a control group was contacted, a sum is not finite, or an option is out of range.</exception>
    public static CampaignReport Of(IReadOnlyList<CampaignOutcome> outcomes, MeasurementOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        MeasurementOptions settings = MeasurementOptions.Checked(options);
        var treated = ArmTotals.Of(outcomes, CampaignArm.Treated);
        var control = ArmTotals.Of(outcomes, CampaignArm.Control);
        if (treated.Count < 2 || control.Count < 2)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There are {treated.Count} treated customers and {control.Count} of the control group; each arm needs two or more."), nameof(outcomes));
        }

        ShareEffect Share(Func<ArmTotals, long> hits) => ShareEffect.Of(hits(treated), treated.Count, hits(control), control.Count, settings.ConfidenceLevel);
        SampleRatioCheck? ratio = settings.ControlShare is { } share ? SampleRatioCheck.Of(treated.Count, control.Count, share) : null;
        ShareEffect accepted = Share(arm => arm.Accepted);
        return new CampaignReport
        {
            Contacted = treated.Contacted,
            UniversalHoldout = outcomes.Count - treated.Count - control.Count,
            SampleRatio = ratio,
            Responses = Share(arm => arm.Responded),
            Acceptances = accepted,
            OptOuts = Share(arm => arm.OptedOut),
            Complaints = Share(arm => arm.Complained),
            Revenue = MeanEffect.Of(treated.Revenue, control.Revenue, settings),
            Margin = MeanEffect.Of(treated.Margin, control.Margin, settings),
            Cost = treated.Cost,
            Verdict = ratio is { IsMismatch: true } ? CampaignVerdict.SampleRatioMismatch
                : accepted.Difference.Lower > 0 ? CampaignVerdict.Works
                : accepted.Difference.Upper < 0 ? CampaignVerdict.Harms : CampaignVerdict.NotShown,
        };
    }

    /// <summary>The p values of several campaigns' uplifts, raised because several were looked at: at most the level's chance of any false success among them (Holm 1979).</summary>
    /// <param name="reports">The campaigns.</param>
    /// <returns>One a campaign, in their order; at most 1.</returns>
    public static IReadOnlyList<double> AdjustedPValues(IReadOnlyList<CampaignReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return PValues.Adjust([.. reports.Select(report => report.Acceptances.PValue)], PValueAdjustment.Holm);
    }
}
