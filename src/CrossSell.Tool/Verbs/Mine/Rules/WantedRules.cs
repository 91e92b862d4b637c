using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Which of the rules are wanted.</summary>
internal sealed record WantedRules
{
    /// <summary>What the right sides are made of; empty for anything.</summary>
    public IReadOnlyList<string> Consequent { get; init; } = [];

    /// <summary>What the left sides are made of; empty for anything.</summary>
    public IReadOnlyList<string> Antecedent { get; init; } = [];

    /// <summary>What every rule has, on either side.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>What no rule has.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<(RuleMeasure Measure, double? AtLeast, double? AtMost)> Limits { get; init; } = [];

    /// <summary>How many rules at most; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>What the best rules are best by.</summary>
    public required RuleMeasure By { get; init; }

    /// <summary>Whether rules are left out that say no more than a simpler one.</summary>
    public bool NoRedundant { get; init; }

    /// <summary>The error that is accepted; null where significance does not matter.</summary>
    public double? Alpha { get; init; }

    public PValueAdjustment Adjustment { get; init; }

    /// <summary>The options as given, for a page.</summary>
    public IReadOnlyList<(string Name, string Value)> Told { get; init; } = [];

    /// <summary>Whether rules are chosen among all that were made, rather than by the search itself.</summary>
    public bool ChoosesLate => NoRedundant || Alpha is not null;

    /// <summary>Tells the search what it may leave out.</summary>
    /// <remarks>
    /// Not a rule that makes a wanted one redundant: a simpler one may lack a required item, or break a limit that the longer one keeps. Such rules are left out later, by
    /// <see cref="Keeps"/>. All else that is wanted holds for the simpler rule as well when it holds for the longer one.
    /// </remarks>
    public void ApplyTo(RuleOptions options)
    {
        options.ConsequentItems = Consequent.Count > 0 ? ItemFilter.Only(Consequent) : ItemFilter.Any;
        options.AntecedentItems = Antecedent.Count > 0 ? ItemFilter.Only(Antecedent) : ItemFilter.Any;
        options.Items = ItemFilter.Any.Without(Exclude).WithAllOf(NoRedundant ? [] : Require);
        foreach ((RuleMeasure measure, double? atLeast, double? atMost) in NoRedundant ? [] : Limits)
        {
            options.Require(measure, atLeast, atMost);
        }
    }

    /// <summary>Whether a rule has what the search was not told of.</summary>
    public bool Keeps(AssociationRule rule) =>
        !NoRedundant
        || (Require.All(item => rule.Antecedent.Contains(item, StringComparer.Ordinal) || rule.Consequent.Contains(item, StringComparer.Ordinal))
            && Limits.All(limit => new MeasureLimit(limit.Measure, limit.AtLeast, limit.AtMost).IsMetBy(rule.Counts)));

    /// <exception cref="FailureException">An item is named that the input does not have.</exception>
    public void CheckItems(IReadOnlyList<string> known)
    {
        var ids = known.ToHashSet(StringComparer.Ordinal);
        ReadOnlySpan<(string Option, IReadOnlyList<string> Items)> given =
            [("--consequent", Consequent), ("--antecedent", Antecedent), ("--require", Require), ("--exclude", Exclude)];
        foreach ((string option, IReadOnlyList<string> items) in given)
        {
            if (items.FirstOrDefault(item => !ids.Contains(item)) is { } unknown)
            {
                string hint = Nearest.To(unknown, known) is { } near ? $"; did you mean '{near}'?" : ".";
                throw new FailureException($"{option} names '{unknown}', which is no product of the input{hint}");
            }
        }
    }
}
