using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Makes rules out of what a file tells of them: counts where it has them, else the whole numbers behind its measures.</summary>
internal sealed class RuleAssembler(RuleImportOptions options, RuleFaults faults)
{
    private readonly List<RuleDraft> _drafts = [];
    private readonly List<string> _items = [];

    /// <summary>The number of transactions as the file says it.</summary>
    public int? TransactionCount { get; set; }

    /// <summary>How many rules were taken.</summary>
    public int Count => _drafts.Count;

    /// <summary>Whether the number of transactions is known without a rule to tell it.</summary>
    public bool KnowsTransactions => (options.TransactionCount ?? TransactionCount) is not null;

    /// <summary>Takes a rule whose sides are known.</summary>
    public void Add(RuleDraft draft)
    {
        if (_drafts.Count == options.MaxRules)
        {
            throw faults.Fatal(draft.Line, null, null, string.Create(
                CultureInfo.InvariantCulture, $"at most {options.MaxRules} rules, as {nameof(RuleImportOptions)}.{nameof(RuleImportOptions.MaxRules)} says"));
        }

        _drafts.Add(draft);
    }

    /// <summary>Takes an item that may stand in no rule.</summary>
    public void AddItem(string id) => _items.Add(id);

    /// <exception cref="RuleFormatException">There are faults.</exception>
    public RuleSet Build()
    {
        faults.ThrowIfAny();
        var builder = new RuleSetBuilder(FindTransactionCount()) { Tolerance = options.Tolerance };
        foreach (string item in _items)
        {
            builder.AddItem(item);
        }

        foreach (RuleDraft draft in _drafts)
        {
            if (Take(builder, draft) is { } expected)
            {
                faults.Add(draft.Line, null, draft.ToString(), expected);
            }
        }

        faults.ThrowIfAny();
        return builder.Build();
    }

    private int FindTransactionCount()
    {
        if ((options.TransactionCount ?? TransactionCount) is { } told)
        {
            return told;
        }

        if (_drafts.Count == 0)
        {
            return 0;
        }

        RuleDraft? counted = _drafts.Find(draft => draft.CountsGiven == 4);

        // A share of more transactions is the more exact one.
        RuleDraft? shared = _drafts.Where(d => d[RuleField.Count] is not null && d[RuleField.Support] is > 0).MaxBy(d => d[RuleField.Count]);
        double? total = counted is not null ? counted.Counts!.Value.N : shared is not null ? Math.Round((shared[RuleField.Count] / shared[RuleField.Support])!.Value) : null;
        return total switch
        {
            null => throw faults.Fatal(0, null, null, $"the number of transactions; this file does not tell it, so set {nameof(RuleImportOptions)}.{nameof(RuleImportOptions.TransactionCount)}"),
            >= 1 and <= int.MaxValue => (int)total,
            _ => throw faults.Fatal((counted ?? shared)!.Line, null, null, string.Create(
                CultureInfo.InvariantCulture, $"a number of transactions from 1 to {int.MaxValue}; the counts of this rule mean {total:0}")),
        };
    }

    private string? Take(RuleSetBuilder builder, RuleDraft draft)
    {
        IReadOnlyList<string> antecedent = draft.Antecedent ?? [];
        IReadOnlyList<string> consequent = draft.Consequent ?? [];
        if (draft.Counts is { } counts)
        {
            return Disagreement(draft, counts) ?? (builder.TryAdd(antecedent, consequent, counts, out string? refused) ? null : refused);
        }

        if (draft.CountsGiven > 0)
        {
            return "all of n11, n10, n01 and n00, or none of them";
        }

        if (draft[RuleField.Support] is not { } support || draft[RuleField.Confidence] is not { } confidence)
        {
            return $"{(draft[RuleField.Support] is null ? "a support" : "a confidence")}, where n11, n10, n01 and n00 are missing";
        }

        return Tell(builder, [.. antecedent, .. consequent], draft[RuleField.Count])
            ?? Tell(builder, antecedent, draft[RuleField.AntecedentSupport] * builder.TransactionCount)
            ?? Tell(builder, consequent, draft[RuleField.ConsequentSupport] * builder.TransactionCount)
            ?? (builder.TryAdd(antecedent, consequent, support, confidence, draft[RuleField.Lift], out string? expected) ? null : expected);
    }

    private static string? Tell(RuleSetBuilder builder, IReadOnlyList<string> items, double? count) =>
        count is not { } known || builder.TryAddItemset(items, (int)Math.Clamp(Math.Round(known), -1, int.MaxValue), out string? expected) ? null : expected;

    /// <summary>Whether support, confidence or lift beside the counts are others than follow from them.</summary>
    private string? Disagreement(RuleDraft draft, RuleCounts counts)
    {
        ReadOnlySpan<(RuleField Field, RuleMeasure Measure)> measures =
        [
            (RuleField.Support, RuleMeasures.Support), (RuleField.Confidence, RuleMeasures.Confidence), (RuleField.Lift, RuleMeasures.Lift),
        ];
        foreach ((RuleField field, RuleMeasure measure) in measures)
        {
            if (draft[field] is { } given && measure.Evaluate(counts) is { } fitting && Math.Abs(given - fitting) > Math.Max(options.Tolerance, 1e-9) * fitting)
            {
                return string.Create(CultureInfo.InvariantCulture, $"a {measure.Name} of {fitting:R}, as {counts} has it; it is {given:R}");
            }
        }

        return null;
    }
}
