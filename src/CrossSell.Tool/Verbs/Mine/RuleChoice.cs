using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>
/// Chooses among all rules that the search made: significance and redundancy are judged against all of them, then the best are taken.
/// </summary>
internal static class RuleChoice
{
    public static RulesFound Of(RuleSet rules, WantedRules selection, CancellationToken cancellation)
    {
        bool[]? redundant = selection.NoRedundant ? rules.FindRedundant(cancellation: cancellation) : null;
        double[]? adjusted = selection.Alpha is null ? null : rules.AdjustedPValues(SignificanceTest.Fisher, selection.Adjustment, cancellation: cancellation);
        IEnumerable<int> kept = Enumerable.Range(0, rules.Count).Where(i => redundant?[i] != true && (adjusted is null || adjusted[i] <= selection.Alpha));
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
