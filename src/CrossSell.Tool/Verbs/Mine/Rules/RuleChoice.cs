using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Chooses among all rules that the search made: significance and redundancy are judged against all of them, then what is wanted is kept and the best are taken.</summary>
/// <param name="selection">What is wanted.</param>
/// <param name="options">The search that made the rules.</param>
/// <param name="space">How many rules it could have made.</param>
internal sealed class RuleChoice(WantedRules selection, RuleOptions options, Func<int, double> space)
{
    private int? Longest => options.MaxAntecedent is { } antecedent
        ? Math.Min(options.MaxLength ?? int.MaxValue, antecedent + options.MaxConsequent)
        : options.MaxLength;

    public RulesFound Of(RuleSet rules, CancellationToken cancellation)
    {
        bool[]? redundant = selection.NoRedundant ? rules.FindRedundant(cancellation: cancellation) : null;
        double[]? adjusted = selection.Alpha is null
            ? null
            : rules.LayeredPValues(space, Longest, SignificanceTest.Fisher, selection.Adjustment, cancellation);
        IEnumerable<int> kept = Enumerable.Range(0, rules.Count)
            .Where(i => redundant?[i] != true && (adjusted is null || adjusted[i] <= selection.Alpha) && selection.Keeps(rules[i]));
        if (selection.Top is { } top)
        {
            double sign = selection.By.LowerIsStronger ? 1 : -1;
            kept = kept.Where(i => selection.By.Evaluate(rules[i].Counts) is not null).OrderBy(i => sign * selection.By.Evaluate(rules[i].Counts)!.Value).ThenBy(i => i).Take(top);
        }

        int[] places = [.. kept];
        ExtraFigure[] extras = adjusted is null
            ? []
            : [new ExtraFigure("pAdjusted", "p", $"Fisher's exact test, p adjusted: {selection.Adjustment}", [.. places.Select(i => adjusted[i])])];
        return new RulesFound([.. places.Select(i => rules[i])], rules.ItemIds, rules.TransactionCount, extras);
    }
}
