using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;

namespace CrossSell.Benchmarks;

/// <summary>20,000 customers, 20 products, 3 channels; the baseline takes the most valuable contacts first. The planner must bring more, and prove how little is missing.</summary>
[MemoryDiagnoser]
public class PlanCampaign
{
    private CampaignProblem _problem = null!;

    [GlobalSetup]
    public void Setup()
    {
        _problem = PlanningCase.Make(20_000, weeks: false);
        CampaignSolution plan = CampaignPlanner.Solve(_problem);
        double naive = NaivePlans.ByValue(_problem);
        if (!(plan.Objective > 1.01 * naive && plan.Gap <= 0.005))
        {
            throw new InvalidOperationException($"The plan brings {plan.Objective} with a gap of {plan.Gap:P2}, the most valuable first bring {naive}.");
        }

        WarmUp.Both(() => (int)MostValuableFirst(), () => (int)Planner());
    }

    [Benchmark(Baseline = true)]
    public double MostValuableFirst() => NaivePlans.ByValue(_problem);

    [Benchmark, Gate(maxRatio: 20, maxBytes: 60_000_000)]
    public double Planner() => CampaignPlanner.Solve(_problem).Objective;
}
