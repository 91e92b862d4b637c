using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>What one replay adds up to.</summary>
internal sealed class SimulationSums
{
    private readonly Dictionary<(string Code, string? Rule), (long Count, double Value, long Alone, double ValueAlone)> _rules = [];

    public long Wanted { get; private set; }

    public double WantedValue { get; private set; }

    public long Admitted { get; private set; }

    public double AdmittedValue { get; private set; }

    public void Add(double value, IReadOnlyList<Veto> vetoes)
    {
        Wanted++;
        WantedValue += value;
        if (vetoes.Count == 0)
        {
            Admitted++;
            AdmittedValue += value;
            return;
        }

        // A rule may have several things to say of one contact, and counts once.
        (string, string?)[] rules = [.. vetoes.Select(veto => (veto.Code, veto.RuleId)).Distinct()];
        foreach ((string, string?) rule in rules)
        {
            (long count, double all, long alone, double valueAlone) = _rules.GetValueOrDefault(rule);
            _rules[rule] = (count + 1, all + value, rules.Length == 1 ? alone + 1 : alone, rules.Length == 1 ? valueAlone + value : valueAlone);
        }
    }

    public IReadOnlyList<RuleImpact> Impacts(PolicySet policy)
    {
        string[] order = [.. policy.Rules.Select(rule => rule.Id), .. policy.QuietHours.Select(hours => hours.Id)];
        return
        [
            .. _rules.Select(pair => new RuleImpact(pair.Key.Code, pair.Key.Rule, pair.Value.Count, pair.Value.Value, pair.Value.Alone, pair.Value.ValueAlone))
                .OrderBy(impact => Array.IndexOf(order, impact.RuleId) is >= 0 and var place ? place : order.Length)
                .ThenBy(impact => impact.Code, StringComparer.Ordinal).ThenBy(impact => impact.RuleId, StringComparer.Ordinal),
        ];
    }
}
