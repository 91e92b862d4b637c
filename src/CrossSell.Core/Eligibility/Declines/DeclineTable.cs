using System.Collections.Frozen;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>For each reason of a decline what it blocks.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DeclineTable
{
    private readonly FrozenDictionary<DeclineReason, DeclineRule> _rules;

    private DeclineTable(IReadOnlyDictionary<DeclineReason, DeclineRule> rules) => _rules = rules.ToFrozenDictionary();

    /// <summary>The table of docs/eligibility.md.</summary>
    public static DeclineTable Default { get; } = new(new Dictionary<DeclineReason, DeclineRule>
    {
        [DeclineReason.None] = NoNeed,
        [DeclineReason.NoNeed] = NoNeed,
        [DeclineReason.BadMoment] = new(DeclineScope.CustomerOutbound, TimeSpan.FromDays(14)),
        [DeclineReason.Postponed] = new(DeclineScope.ProductAndEquivalents, TimeSpan.Zero) { LeadBeforeUntil = TimeSpan.Zero },
        [DeclineReason.Price] = new(DeclineScope.Product, TimeSpan.FromDays(180)) { PriceDrop = 0.10m, Escalates = true, CountsToDowngrade = true },
        [DeclineReason.NotRelevant] = new(DeclineScope.Product, TimeSpan.FromDays(365)) { CategoryBlock = TimeSpan.FromDays(90), Escalates = true, CountsToDowngrade = true },
        [DeclineReason.HasElsewhere] = new(DeclineScope.ProductAndEquivalents, TimeSpan.FromDays(365)) { LeadBeforeUntil = TimeSpan.FromDays(90), Escalates = true },
        [DeclineReason.Channel] = new(DeclineScope.Channel, TimeSpan.FromDays(365)),
        [DeclineReason.Trust] = new(DeclineScope.Customer, TimeSpan.FromDays(30)),
        [DeclineReason.NeverProduct] = new(DeclineScope.ProductAndEquivalents, null) { CountsToDowngrade = true },
        [DeclineReason.NeverAny] = new(DeclineScope.Customer, null),
    });

    private static DeclineRule NoNeed => new(DeclineScope.ProductAndEquivalents, TimeSpan.FromDays(365)) { Escalates = true, CountsToDowngrade = true };

    /// <summary>What a reason blocks; a reason without a rule is treated like one that was not stated.</summary>
    public DeclineRule For(DeclineReason reason) => _rules.TryGetValue(reason, out DeclineRule? rule) ? rule : _rules[DeclineReason.None];

    /// <summary>A copy with another rule for a reason.</summary>
    /// <exception cref="ArgumentException">A length of time is negative, or the drop of the price is not between 0 and 1.</exception>
    public DeclineTable With(DeclineReason reason, DeclineRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Block < TimeSpan.Zero || rule.CategoryBlock < TimeSpan.Zero || rule.LeadBeforeUntil < TimeSpan.Zero || rule.PriceDrop is < 0 or > 1)
        {
            throw new ArgumentException($"The rule for {reason} is {rule}; lengths of time must be 0 or more and the drop of the price from 0 to 1.", nameof(rule));
        }

        return new DeclineTable(new Dictionary<DeclineReason, DeclineRule>(_rules) { [reason] = rule });
    }
}
