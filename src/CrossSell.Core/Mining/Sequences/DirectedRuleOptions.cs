using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which directed rules <see cref="DirectedRuleMiner"/> looks for: what "B after A" means, and how many customers it takes.</summary>
/// <remarks>Thresholds are compared without rounding. Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class DirectedRuleOptions
{
    /// <summary>The smallest support: the customers with B after A, as a number or as a share of all dated customers.</summary>
    /// <value>Default: 1 % of the customers.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The smallest confidence: of the customers with A, the share who then took B.</summary>
    /// <value>Default: 0.1. From 0 to 1.</value>
    public decimal MinConfidence { get; set; } = 0.1m;

    /// <summary>The smallest lift over the share of B among all customers.</summary>
    /// <value>Default: 0, any. 0 or more; meant is the shortest decimal that reads back as the same double.</value>
    public double MinLift { get; set; }

    /// <summary>How long after A the purchase of B still counts, the end included.</summary>
    /// <value>Default: null, any time after. More than zero.</value>
    public TimeSpan? Window { get; set; }

    /// <summary>Whether days of <see cref="TimeZone"/> are compared rather than instants: B on A's day is then no "after", and a window counts whole days.</summary>
    /// <value>Default: false. Set it where several purchases of one visit have different times.</value>
    public bool WholeDays { get; set; }

    /// <summary>The zone in which days begin and end, for a history whose times are in UTC. Plays a part only with <see cref="WholeDays"/>.</summary>
    /// <remarks>
    /// Times that were read with a zone are in UTC. Where times have none, they are those of the shop's own clock, and their days are right without a zone.
    /// </remarks>
    /// <value>Default: null, UTC: the date that stands in the history's times.</value>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>Whether only each customer's first purchase of a product counts, on both sides, rather than any.</summary>
    /// <value>Default: false.</value>
    public bool FirstPurchasesOnly { get; set; }

    /// <summary>Whether A must still be held when B is bought: before the row's <see cref="Purchase.HeldUntil"/>. Rows without an end are held for ever.</summary>
    /// <remarks>Instants are compared, with <see cref="WholeDays"/> as well. Of several purchases on one day, the first B and the A held longest speak.</remarks>
    /// <value>Default: false.</value>
    public bool WhileHeld { get; set; }

    /// <summary>Whether purchases of A whose window ends after the observation are left out as antecedents.</summary>
    /// <remarks>
    /// Who bought A last week has had no whole month to buy B: counted as a failure he would make the confidence too small (right censoring). Left out are
    /// both his success and his failure, so that the confidence stays unbiased. Without a <see cref="Window"/> nothing is left out.
    /// </remarks>
    /// <value>Default: true.</value>
    public bool FullyObservedOnly { get; set; } = true;

    /// <summary>The end of the observation, included; later purchases are left out altogether. With <see cref="WholeDays"/> all of its day is included.</summary>
    /// <value>Default: null, the latest time of the history.</value>
    public DateTime? ObservedUntil { get; set; }

    /// <summary>The most rules; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 10,000,000. At least 1.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MinConfidence is < 0 or > 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinConfidence is {MinConfidence}; it must be from 0 to 1."));
        }

        if (!double.IsFinite(MinLift) || MinLift < 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinLift is {MinLift}; it must be a finite number, 0 or more."));
        }

        if (Window is { } window && window <= TimeSpan.Zero)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Window is {window}; it must be null or more than zero."));
        }

        if (WholeDays && Window is { } days && days > TimeSpan.Zero && days.Ticks % TimeSpan.TicksPerDay != 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Window is {days} while WholeDays is set; it must then be a whole number of days."));
        }

        if (MaxRules < 1)
        {
            failures.Add($"MaxRules is {MaxRules}; it must be 1 or more.");
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
