using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Tries a policy on a log of contacts, or on contacts that a population would be sent: what is suppressed by which rule, what is at stake, what relaxing a limit is worth.</summary>
/// <remarks>
/// Immutable and thread-safe; a pure function without a clock, the same whatever the order of the log. Contacts are judged one after the other by their instants, each by
/// those admitted before it; what was suppressed was never made and counts for nothing. Nothing is deferred or sent by another channel. Consent and holds are judged by
/// the rows of the log; objections are not replayed, for ledgers keep them apart. O(limits x contacts of a customer's root within the policy's horizon) a contact.
/// </remarks>
public sealed class PolicySimulator
{
    private readonly PolicySet _policy;
    private readonly PolicySet[] _variants;
    private readonly (string RuleId, bool IsRemoved)[] _changes;

    /// <summary>A simulator.</summary>
    /// <param name="policy">The policy to try.</param>
    public PolicySimulator(PolicySet policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        List<(PolicySet Policy, string RuleId, bool IsRemoved)> variants = [];
        for (int i = 0; i < policy.Rules.Count; i++)
        {
            ContactRule rule = policy.Rules[i];
            if (!rule.IsMinGap)
            {
                variants.Add((With(i, rule.AllowingOneMore()), rule.Id, false));
            }

            variants.Add((With(i, null), rule.Id, true));
        }

        _variants = [.. variants.Select(variant => variant.Policy)];
        _changes = [.. variants.Select(variant => (variant.RuleId, variant.IsRemoved))];
    }

    /// <summary>Replays what a ledger knows, root by root, in the memory of one root. The contacts are those that were made: what the policy of that time refused, it cannot bring back.</summary>
    /// <param name="log">The roots, each once, as <c>ContactLedger.ReadAsync</c> gives them.</param>
    /// <param name="value">What a contact is worth; null counts contacts alone. Must be pure.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public SimulationReport Replay(IEnumerable<RootView> log, Func<Contact, double>? value = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Run(log.Select(root => (root, (IEnumerable<SimulatedContact>)root.Contacts.Select(contact => new SimulatedContact { Contact = contact, Value = value?.Invoke(contact) ?? 0 }))), cancellationToken);
    }

    /// <summary>Replays contacts that were wanted, whether they were made or not: a campaign's plan, or a log of requests. Nothing is known of permissions, so those that the policy asks for are missing.</summary>
    /// <param name="wanted">The contacts, in any order; kept in memory.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">A value is not finite, or a contact stands twice.</exception>
    public SimulationReport Replay(IEnumerable<SimulatedContact> wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Run(
            wanted.GroupBy(one => (one.Contact.Tenant, one.Contact.Root)).OrderBy(group => group.Key.Tenant, StringComparer.Ordinal).ThenBy(group => group.Key.Root)
                .Select(group => (new RootView { Root = group.Key.Root }, (IEnumerable<SimulatedContact>)group)),
            cancellationToken);
    }

    private SimulationReport Run(IEnumerable<(RootView Rows, IEnumerable<SimulatedContact> Wanted)> roots, CancellationToken cancellationToken)
    {
        var sums = new SimulationSums();
        var others = new SimulationSums[_variants.Length];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new SimulationSums();
        }

        foreach ((RootView rows, IEnumerable<SimulatedContact> wanted) in roots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SimulatedContact[] inOrder = RootReplay.InOrder(wanted);
            RootReplay.Run(_policy, rows, inOrder, sums);
            for (int i = 0; i < others.Length; i++)
            {
                RootReplay.Run(_variants[i], rows, inOrder, others[i]);
            }
        }

        return new SimulationReport
        {
            PolicyHash = _policy.Hash, Wanted = sums.Wanted, WantedValue = sums.WantedValue, Admitted = sums.Admitted, AdmittedValue = sums.AdmittedValue, Rules = sums.Impacts(_policy),
            Relaxations = [.. _changes.Select((change, i) => new RuleRelaxation(change.RuleId, change.IsRemoved, others[i].Admitted - sums.Admitted, others[i].AdmittedValue - sums.AdmittedValue))],
        };
    }

    private PolicySet With(int place, ContactRule? rule)
    {
        IEnumerable<ContactRule> rules = _policy.Rules.Where((_, i) => i != place);
        return new PolicySet(
            _policy.Id, _policy.Version, _policy.OrganizationZone, rule is null ? [.. rules] : [.. _policy.Rules.Select((old, i) => i == place ? rule : old)], _policy.QuietHours, _policy.Exemptions, _policy.Permissions);
    }
}
