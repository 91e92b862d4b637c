using CrossSell.Mining;

namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>The same model with the rules and popularities of a living window: what goes together now, without reading or mining the past again.</summary>
    /// <remarks>
    /// Equals the rules of a model that is fitted on the transactions in the window. What was learned of propensity, order and timing stays as it was learned; a propensity part counts the
    /// new rules with the weights of the old, and an order (<see cref="Ranking"/>) does not look at them. O(itemsets of the window + rules log rules). Swap the
    /// result into a <see cref="ModelSlot"/>.
    /// </remarks>
    /// <param name="window">A window over transactions of this model's <see cref="Unit"/>: baskets in parts by day, or customers, each in one part.</param>
    /// <param name="rules">Which rules; null for the defaults. Without a minimum support the window's own is taken, and the unit is not looked at.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// The model, bound as this one is. Its products are this model's: one that is in the window alone is not offered and supports nothing before a model is fitted that knows it.
    /// </returns>
    /// <exception cref="ArgumentException">The options are not valid, or ask for rarer or longer rules than the window keeps.</exception>
    /// <exception cref="MiningLimitException">There are more rules than memory allows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel WithRulesOf(SlidingWindowMiner window, ModelRuleOptions? rules = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(window);
        rules ??= new ModelRuleOptions();
        if (rules.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(rules));
        }

        (RuleSet found, int[] countOf) = window.MineForModel(rules.ForMining(rules.MinSupport ?? window.LowestSupport), cancellationToken);
        ModelContent content = ModelAssembler.Refresh(_content, found, countOf, _indexOf);
        return new CrossSellModel(this, content, new CompiledScorer(content));
    }
}
