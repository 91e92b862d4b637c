using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Takes the rules of one thread: all of them, up to the run's limit, or the best.</summary>
internal sealed class RuleCollector(RuleMaking making, MiningRun run)
{
    private const int ReportEvery = 256;

    private int _unreported;

    /// <summary>The rules taken.</summary>
    public RuleTable Found { get; private set; } = new(run);

    private readonly TopRules? _top = making.Top is TopDemand demand ? new TopRules(demand, run) : null;

    public void Add(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> consequent, in RuleCounts counts)
    {
        if (_top is not null)
        {
            _top.Add(antecedent, consequent, counts);
            return;
        }

        Found.Add(antecedent, consequent, (int)counts.N11, (int)counts.N1x, (int)counts.Nx1);
        if (++_unreported == ReportEvery)
        {
            Report();
        }
    }

    /// <summary>Called at the end of the thread.</summary>
    public void Finish()
    {
        Report();
        Found = _top?.Best() ?? Found;
    }

    private void Report()
    {
        int more = _unreported;
        _unreported = 0;
        making.AddRules(more);
        run.ThrowIfStopped();
    }
}
