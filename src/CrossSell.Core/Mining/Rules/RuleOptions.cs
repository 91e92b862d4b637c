using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which association rules <see cref="RuleMiner"/> looks for, and where it stops rather than take the machine down.</summary>
/// <remarks>
/// Thresholds are compared without rounding: a rule that just meets one is found. Not thread-safe while it is changed; a run reads it once, at its start.
/// <example><code>
/// RuleOptions options = new()
/// {
///     MinSupport = SupportThreshold.FromCount(20),
///     MinConfidence = 0.2m,
///     MaxAntecedent = 2,
///     ConsequentItems = ItemFilter.Only("lamp", "stove"),
/// };
/// RuleSet rules = RuleMiner.Mine(transactions, options.Require(RuleMeasures.Leverage, atLeast: 0.001));
/// </code></example>
/// </remarks>
public sealed class RuleOptions
{
    private readonly List<MeasureLimit> _limits = [];
    private SupportThreshold? _minSupport;
    private decimal? _minConfidence;

    /// <summary>The smallest support of a rule: of antecedent and consequent together.</summary>
    /// <value>
    /// Default: 1 % of the transactions; in <c>RuleMiner.MineTop</c>, unless set, as little as is needed. A lower support costs more time and memory,
    /// often many times more.
    /// </value>
    public SupportThreshold MinSupport
    {
        get => _minSupport ?? SupportThreshold.FromShare(0.01m);
        set => _minSupport = value;
    }

    /// <summary>The smallest confidence: of the transactions with the antecedent, the share with the consequent too.</summary>
    /// <value>Default: 0.5; in <c>RuleMiner.MineTop</c>, unless set, 0. From 0 to 1.</value>
    public decimal MinConfidence
    {
        get => _minConfidence ?? 0.5m;
        set => _minConfidence = value;
    }

    /// <summary>The smallest lift: how many times as often both occur together as they would by chance.</summary>
    /// <value>Default: 0, any. 0 or more; meant is the shortest decimal that reads back as the same double.</value>
    public double MinLift { get; set; }

    /// <summary>The most items of a rule, antecedent and consequent together; shorter searches are faster.</summary>
    /// <value>Default: null, any number. 2 or more (1 or more when <see cref="AllowEmptyAntecedent"/> is set).</value>
    public int? MaxLength { get; set; }

    /// <summary>The fewest items of an antecedent.</summary>
    /// <value>Default: 1. At least 1; <see cref="AllowEmptyAntecedent"/> allows none as well.</value>
    public int MinAntecedent { get; set; } = 1;

    /// <summary>The most items of an antecedent; fewer make the search faster.</summary>
    /// <value>Default: null, any number. At least <see cref="MinAntecedent"/>.</value>
    public int? MaxAntecedent { get; set; }

    /// <summary>The most items of a consequent.</summary>
    /// <value>Default: 1. At least 1. Longer consequents multiply the rules.</value>
    public int MaxConsequent { get; set; } = 1;

    /// <summary>Whether rules without an antecedent, <c>{} => {milk}</c>, are found too: how often the consequent occurs at all.</summary>
    /// <value>Default: false.</value>
    public bool AllowEmptyAntecedent { get; set; }

    /// <summary>Which items a rule may and must hold, on either side.</summary>
    /// <value>Default: <see cref="ItemFilter.Any"/>. An id that no transaction has ends the run with an error that names it.</value>
    public ItemFilter Items { get; set; } = ItemFilter.Any;

    /// <summary>Which items an antecedent may and must hold.</summary>
    /// <value>Default: <see cref="ItemFilter.Any"/>. An id that no transaction has ends the run with an error that names it.</value>
    public ItemFilter AntecedentItems { get; set; } = ItemFilter.Any;

    /// <summary>Which items a consequent may and must hold: only rules about these products.</summary>
    /// <value>
    /// Default: <see cref="ItemFilter.Any"/>. An id that no transaction has ends the run with an error that names it. Few allowed items make the search much
    /// faster. More than one required item needs a higher <see cref="MaxConsequent"/>.
    /// </value>
    public ItemFilter ConsequentItems { get; set; } = ItemFilter.Any;

    /// <summary>What measures of a rule must be, beside confidence and lift; see <see cref="Require"/>.</summary>
    public IReadOnlyList<MeasureLimit> MeasureLimits => _limits;

    /// <summary>The most rules; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 10,000,000. At least 1.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>The most itemsets that rules are made of; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 50,000,000. At least 1.</value>
    public long MaxItemsets { get; set; } = new MiningOptions().MaxItemsets;

    /// <summary>The most memory, in bytes, that the search for itemsets and its result may take, beside the transactions themselves.</summary>
    /// <value>Default: half of what this process may use.</value>
    public long MaxMemoryBytes { get; set; } = new MiningOptions().MaxMemoryBytes;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>Demands that a measure of each rule is within limits.</summary>
    /// <remarks>
    /// Always an exact filter: a rule for which the measure is undefined does not meet it. For most measures that ask how much more often both sides meet than
    /// by chance, the limit also spares the search rules that can not reach it: it raises the count that a rule, or one with a certain consequent,
    /// needs.
    /// </remarks>
    /// <param name="measure">Such as <see cref="RuleMeasures.Leverage"/>.</param>
    /// <param name="atLeast">The smallest value; null for any.</param>
    /// <param name="atMost">The largest value, for measures of which small values are the strong ones, such as p values; null for any.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">Neither limit is given, or one is not a number, or no value is between them.</exception>
    public RuleOptions Require(RuleMeasure measure, double? atLeast = null, double? atMost = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if ((atLeast is null && atMost is null) || atLeast is double.NaN || atMost is double.NaN || atLeast > atMost)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measure} must be at least '{atLeast}' and at most '{atMost}'; give one or both as numbers, the first not above the second."),
                nameof(atLeast));
        }

        _limits.Add(new MeasureLimit(measure, atLeast, atMost));
        return this;
    }

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

        int shortest = AllowEmptyAntecedent ? 1 : 2;
        if (MaxLength is int longest && longest < shortest)
        {
            failures.Add($"MaxLength is {longest}; it must be null or at least {shortest}.");
        }

        if (MinAntecedent < 1)
        {
            failures.Add($"MinAntecedent is {MinAntecedent}; it must be 1 or more.");
        }
        else if (MinAntecedent > 1 && AllowEmptyAntecedent)
        {
            failures.Add($"MinAntecedent is {MinAntecedent} while AllowEmptyAntecedent is set; it must then be 1.");
        }

        if (MaxAntecedent is int longestAntecedent && longestAntecedent < Math.Max(1, MinAntecedent))
        {
            failures.Add($"MaxAntecedent is {longestAntecedent}; it must be null or at least MinAntecedent, {Math.Max(1, MinAntecedent)}.");
        }

        if (Items is null || AntecedentItems is null || ConsequentItems is null)
        {
            failures.Add("Items, AntecedentItems or ConsequentItems is null; where nothing is restricted it must be ItemFilter.Any.");
        }
        else if (MaxConsequent >= 1 && ConsequentItems.AllOf.Count > MaxConsequent)
        {
            failures.Add($"MaxConsequent is {MaxConsequent}; ConsequentItems requires {ConsequentItems.AllOf.Count} items.");
        }
        else if (MaxAntecedent is int most && AntecedentItems.AllOf.Count > most)
        {
            failures.Add($"MaxAntecedent is {most}; AntecedentItems requires {AntecedentItems.AllOf.Count} items.");
        }

        if (MaxConsequent < 1)
        {
            failures.Add($"MaxConsequent is {MaxConsequent}; it must be 1 or more.");
        }

        if (MaxRules < 1)
        {
            failures.Add($"MaxRules is {MaxRules}; it must be 1 or more.");
        }

        MiningOptions mining = ForItemsets();
        mining.MaxLength = null;
        failures.AddRange(mining.Validate());
        return failures;
    }

    internal bool IsMinSupportSet => _minSupport is not null;

    internal bool IsMinConfidenceSet => _minConfidence is not null;

    /// <summary>The most items of a rule, by whichever limit; null for any number.</summary>
    internal int? LongestRule
    {
        get
        {
            long bySides = (long)(MaxAntecedent ?? int.MaxValue) + MaxConsequent;
            return bySides < (MaxLength ?? int.MaxValue) ? (int)bySides : MaxLength;
        }
    }

    /// <summary>These options with another minimum support and confidence and more limits on measures; for one step of <c>RuleMiner.MineTop</c>.</summary>
    internal RuleOptions With(SupportThreshold minSupport, decimal minConfidence, IEnumerable<MeasureLimit> limits)
    {
        RuleOptions copy = new()
        {
            MinSupport = minSupport,
            MinConfidence = minConfidence,
            MinLift = MinLift,
            MaxLength = MaxLength,
            MinAntecedent = MinAntecedent,
            MaxAntecedent = MaxAntecedent,
            MaxConsequent = MaxConsequent,
            AllowEmptyAntecedent = AllowEmptyAntecedent,
            Items = Items,
            AntecedentItems = AntecedentItems,
            ConsequentItems = ConsequentItems,
            MaxRules = MaxRules,
            MaxItemsets = MaxItemsets,
            MaxMemoryBytes = MaxMemoryBytes,
            MaxThreads = MaxThreads,
        };
        copy._limits.AddRange(_limits);
        copy._limits.AddRange(limits);
        return copy;
    }

    /// <summary>What the search for the itemsets behind the rules is asked for.</summary>
    internal MiningOptions ForItemsets() => new()
    {
        MinSupport = MinSupport,
        MaxLength = LongestRule,
        MaxItemsets = MaxItemsets,
        MaxMemoryBytes = MaxMemoryBytes,
        MaxThreads = MaxThreads,
    };
}
