using System.CommandLine;
using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The options of <c>crosssell mine</c> that say which rules are wanted.</summary>
internal sealed class RuleSelectionOptions
{
    private readonly Option<string[]> _consequent = Opt.Texts("--consequent", "ITEM", "Only rules whose right side has none but these items; may be repeated.");
    private readonly Option<string[]> _antecedent = Opt.Texts("--antecedent", "ITEM", "Only rules whose left side has none but these items; may be repeated.");
    private readonly Option<string[]> _require = Opt.Texts("--require", "ITEM", "Only rules that have this item, on either side; may be repeated.");
    private readonly Option<string[]> _exclude = Opt.Texts("--exclude", "ITEM", "No rules that have this item; may be repeated.");
    private readonly Option<string[]> _min = Opt.Texts("--min", "MEASURE=VALUE", "Only rules whose measure is at least this, such as leverage=0.001; may be repeated.");
    private readonly Option<string[]> _max = Opt.Texts("--max", "MEASURE=VALUE", "Only rules whose measure is at most this; may be repeated.");
    private readonly Option<string> _top = Opt.Text(
        "--top", "K", "Only the best K rules, best first. --min-support may be missing then, and --min-confidence is 0 unless it is given.");
    private readonly Option<string> _by = Opt.Text(
        "--by", "MEASURE", "What the best rules are best by. Default: leverage, by which those bring most baskets beyond chance.");
    private readonly Option<bool> _noRedundant = Opt.Flag(
        "--no-redundant", "Leave out rules that are not more confident than a simpler rule: one with fewer items on the left and the same right side.");
    private readonly Option<string> _significant = Opt.Text(
        "--significant", "ALPHA", "Only rules that are more than chance by Fisher's exact test at this level, such as 0.05, allowing for all rules that were possible; adds the column pAdjusted.");
    private readonly Option<string> _adjust = Opt.Text(
        "--adjust", "none|bonferroni|holm|bh|by",
        "How p is raised because many rules were possible: not, so that hardly ever a false rule is found (bonferroni, holm), or so that their share stays below ALPHA "
        + "(Benjamini-Hochberg, Benjamini-Yekutieli). Default: holm.");

    public OptionGroup Group => new(
        "Which rules", [_consequent, _antecedent, _require, _exclude, _min, _max, _top, _by, _noRedundant, _significant, _adjust]);

    /// <summary>The options that other kinds of rules know, too.</summary>
    public IReadOnlyList<Option> Significance => [_significant, _adjust];

    /// <exception cref="UsageException">A value is none, or an option is given that has no effect.</exception>
    public WantedRules Read(OptionReader options)
    {
        MineConflicts.RefuseLonely(options, _by, _top);
        MineConflicts.RefuseLonely(options, _adjust, _significant);
        double? alpha = options.NotNegative(_significant);
        if (alpha is not null && alpha is not (> 0 and < 1))
        {
            throw new UsageException($"--significant is '{options.Text(_significant)}'; it must be a number between 0 and 1, such as 0.05.");
        }

        RefuseContradictions(options);

        return new WantedRules
        {
            Consequent = Items(options, _consequent),
            Antecedent = Items(options, _antecedent),
            Require = Items(options, _require),
            Exclude = Items(options, _exclude),
            Limits =
            [
                .. Limits(options, _min).Select(limit => (limit.Measure, (double?)limit.Value, (double?)null)),
                .. Limits(options, _max).Select(limit => (limit.Measure, (double?)null, (double?)limit.Value)),
            ],
            Top = options.Whole(_top, 1),
            By = options.Text(_by) is { } by ? MeasureNames.One("--by", by) : RuleMeasures.Leverage,
            NoRedundant = options.Flag(_noRedundant),
            Alpha = alpha,
            Adjustment = options.Choice(
                _adjust,
                ("none", PValueAdjustment.None),
                ("bonferroni", PValueAdjustment.Bonferroni),
                ("holm", PValueAdjustment.Holm),
                ("bh", PValueAdjustment.BenjaminiHochberg),
                ("by", PValueAdjustment.BenjaminiYekutieli)) ?? PValueAdjustment.Holm,
            Told = [.. Group.Options.Where(options.IsGiven).Select(option => (option.Name, options.Given(option)))],
        };
    }

    /// <summary>Refuses what no rule can meet, rather than say that none was found.</summary>
    private void RefuseContradictions(OptionReader options)
    {
        IReadOnlyList<string> excluded = options.Texts(_exclude);
        if (options.Texts(_require).Intersect(excluded, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new UsageException($"--require and --exclude both name '{both}', so no rule is left.");
        }

        foreach (Option<string[]> side in new[] { _consequent, _antecedent })
        {
            IReadOnlyList<string> wanted = options.Texts(side);
            if (wanted.Count > 0 && !wanted.Except(excluded, StringComparer.Ordinal).Any())
            {
                throw new UsageException($"{side.Name} names only what --exclude names, so no rule is left.");
            }
        }

        ILookup<RuleMeasure, double> most = Limits(options, _max).ToLookup(limit => limit.Measure, limit => limit.Value);
        foreach ((RuleMeasure measure, double least) in Limits(options, _min))
        {
            if (most[measure].Any(value => value < least))
            {
                throw new UsageException(FormattableString.Invariant(
                    $"--min asks for {measure} {least} or more and --max for {most[measure].Min()} or less, so no rule is left."));
            }
        }
    }

    private static string[] Items(OptionReader options, Option<string[]> option)
    {
        IReadOnlyList<string> items = options.Texts(option);
        return items.Contains("", StringComparer.Ordinal)
            ? throw new UsageException($"{option.Name} is empty; expected the id of a product.")
            : [.. items.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<(RuleMeasure Measure, double Value)> Limits(OptionReader options, Option<string[]> option)
    {
        foreach (string text in options.Texts(option))
        {
            int cut = text.IndexOf('=', StringComparison.Ordinal);
            if (cut < 0 || !double.TryParse(text.AsSpan(cut + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                throw new UsageException($"{option.Name} is '{text}'; it must be a measure and a number, such as lift=1.2.");
            }

            yield return (MeasureNames.One(option.Name, text[..cut].Trim()), value);
        }
    }
}
