using System.Runtime.ExceptionServices;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Keeps the best rules by a measure: twice as many as wanted are let in, then the worse half goes.</summary>
/// <remarks>Ties are broken by the order of <see cref="RuleSet"/>, so what is kept does not depend on the order in which rules come in.</remarks>
internal sealed class TopRules(TopDemand demand, MiningRun run)
{
    private readonly int _room = (int)Math.Min(Array.MaxLength, Math.Max(512, demand.Count) * 2L);
    private RuleTable _rules = new(run);

    // Negated where large values are the strong ones: smaller is always better here.
    private readonly List<double> _values = [];
    private double _worst = double.PositiveInfinity;

    public void Add(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, in RuleCounts counts)
    {
        if (demand.Measure.Evaluate(counts) is not double value)
        {
            return;
        }

        value = demand.SmallestFirst ? value : -value;
        if (value > _worst)
        {
            return;
        }

        _rules.Add(antecedent, consequent, (int)counts.N11, (int)counts.N1x, (int)counts.Nx1);
        _values.Add(value);
        if (_rules.Count == _room)
        {
            Cut();
        }
    }

    /// <summary>The best rules, best first.</summary>
    public RuleTable Best()
    {
        Cut();
        return _rules;
    }

    /// <summary>The best rules of a table, best first, each as its number there.</summary>
    public static int[] Order(RuleTable rules, TopDemand demand, int transactionCount, MiningRun run)
    {
        double[] values = new double[rules.Count];
        for (int rule = 0; rule < values.Length; rule++)
        {
            if (rule % 256 == 0)
            {
                run.ThrowIfStopped();
            }

            (int both, int antecedent, int consequent) = rules.CountsOf(rule);
            double value = demand.Measure.Evaluate(RuleCounts.FromMargins(both, antecedent, consequent, transactionCount)) ?? double.NaN;
            values[rule] = demand.SmallestFirst ? value : -value;
        }

        return Order(rules, values, demand.Count, run);
    }

    private static int[] Order(RuleTable rules, double[] values, int count, MiningRun run)
    {
        int[] order = [.. Enumerable.Range(0, rules.Count)];
        int comparisons = 0;
        try
        {
            Array.Sort(order, (x, y) =>
            {
                if ((++comparisons & 0xFFFF) == 0)
                {
                    run.ThrowIfStopped();
                }

                return values[x].CompareTo(values[y]) is var byValue and not 0 ? byValue : rules.Compare(x, y);
            });
        }
        catch (InvalidOperationException sort) when (sort.InnerException is OperationCanceledException cancelled)
        {
            ExceptionDispatchInfo.Throw(cancelled); // Sorting wraps what a comparison throws.
        }

        return order.Length <= count ? order : order[..count];
    }

    private void Cut()
    {
        run.ThrowIfStopped();
        int[] best = Order(_rules, [.. _values], demand.Count, run);
        double[] values = [.. best.Select(rule => _values[rule])];
        _rules = _rules.Select(best);
        _values.Clear();
        _values.AddRange(values);
        _worst = values.Length == demand.Count ? values[^1] : double.PositiveInfinity;
    }
}
