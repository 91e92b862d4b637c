namespace CrossSell.Campaigns;

/// <summary>One run of a planner: prices, plans on the way, the best of both.</summary>
internal sealed class PlanningRun
{
    // A plan is made from prices that have come to rest: when so many looks have lowered the bound by less than half the gap aimed at.
    private const int LooksAtRest = 10;

    // The size of first steps, as a share of the mean value; near prices that a sample found they are small.
    private const double FirstStep = 0.5;
    private const double StepFromSample = 0.05;

    // Above so many customers a sample of so many finds the first prices.
    private const int SampleFrom = 20_000;
    private const int SampleSize = 8_000;
    private const int SampleLooks = 150;

    // Plans from prices nearby: how many, for how many candidates in all, and how far off.
    private const int MostPlansAround = 40;
    private const int CandidatesAround = 4_000_000;
    private static readonly double[] _farness = [0.01, 0.03, 0.1];

    private readonly CampaignProblem _problem;
    private readonly PlanningOptions _options;
    private readonly IProgress<PlanningProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly int _threads;
    private readonly PricedPass _pass;
    private readonly DualSearch _dual;
    private readonly GreedyPlan _greedy;
    private readonly long _start;
    private PlanState? _best;
    private double _bestObjective = double.NegativeInfinity;
    private double _bestMissing = double.PositiveInfinity;

    public PlanningRun(CampaignProblem problem, PlanningOptions options, IProgress<PlanningProgress>? progress, CancellationToken cancellation)
    {
        _problem = problem;
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
        _threads = options.MaxThreads ?? Environment.ProcessorCount;
        _start = options.Clock.GetTimestamp();
        _pass = new PricedPass(problem, problem.Values, _threads, cancellation);
        _greedy = new GreedyPlan(problem, cancellation);
        double value = problem.Values.Where(v => v > 0).DefaultIfEmpty(1).Average();
        double cost = problem.Costs.Where(c => c > 0).Select(c => (double)c).DefaultIfEmpty(1).Average();
        int stride = problem.Blocks.Customers >= SampleFrom ? problem.Blocks.Customers / SampleSize : 1;
        double[] first = stride > 1 ? FromSample(stride, value, cost) : [];
        double step = value * (stride > 1 ? StepFromSample : FirstStep);
        _dual = new DualSearch(problem.RowTable, _pass, step, step / cost, first);
    }

    private double[] FromSample(int stride, double value, double cost)
    {
        var search = new DualSearch(
            _problem.RowTable, new PricedPass(_problem, _problem.Values, _threads, _cancellation, stride), FirstStep * value, FirstStep * value / cost);
        for (int look = 0; look < SampleLooks && !search.IsDone; look++)
        {
            search.Step();
        }

        return search.BestPrices;
    }

    /// <summary>Whether problems small enough are enumerated; tests of the way by prices say no.</summary>
    public bool MayEnumerate { get; init; } = true;

    private bool HasPlan => _best is not null && _bestMissing == 0;

    private double Gap => !HasPlan ? double.PositiveInfinity
        : _dual.BestBound <= _bestObjective ? 0 : (_dual.BestBound - _bestObjective) / Math.Abs(_dual.BestBound);

    public CampaignSolution Solve()
    {
        double boundThen = double.PositiveInfinity;
        int lookThen = 0;
        int pause = LooksAtRest;
        (StopReason stop, int iterations) = Search(look =>
        {
            if (look - lookThen < pause)
            {
                return;
            }

            if (boundThen - _dual.BestBound <= 0.5 * _options.TargetGap * Math.Abs(_dual.BestBound))
            {
                Plan(_dual.BestPrices);
                pause *= 2;
            }

            (boundThen, lookThen) = (_dual.BestBound, look);
        });
        if (stop != StopReason.Gap)
        {
            Plan(_dual.BestPrices);
            stop = stop == StopReason.Time ? stop : PlanAround(stop);
        }

        if (MayEnumerate && BruteForce.Suits(_problem))
        {
            return Enumerated(stop, iterations);
        }

        int[] conflict = HasPlan ? [] : ConflictSearch.Find(_problem, _threads, MayEnumerate, _cancellation);
        return new CampaignSolution(_problem, _best!, _dual.BestPrices, _dual.BestBound, conflict, isProvedOptimal: false, stop, iterations);
    }

    public CampaignSolution Judge(PlanState plan)
    {
        Keep(plan);
        (StopReason stop, int iterations) = Search(static _ => { });
        return new CampaignSolution(_problem, plan, _dual.BestPrices, _dual.BestBound, [], isProvedOptimal: false, stop, iterations);
    }

    private (StopReason Stop, int Iterations) Search(Action<int> afterStep)
    {
        for (int iteration = 1; ; iteration++)
        {
            _dual.Step();
            afterStep(iteration);
            _progress?.Report(new PlanningProgress(iteration, _dual.BestBound, HasPlan ? _bestObjective : double.NegativeInfinity));
            if (Gap <= Math.Max(_options.TargetGap, CampaignSolution.ReachedGap))
            {
                return (StopReason.Gap, iteration);
            }

            if (_dual.IsDone)
            {
                return (StopReason.Converged, iteration);
            }

            if (iteration == _options.MaxIterations)
            {
                return (StopReason.Iterations, iteration);
            }

            if (_options.MaxTime is { } most && _options.Clock.GetElapsedTime(_start) >= most)
            {
                return (StopReason.Time, iteration);
            }
        }
    }

    private void Plan(double[] prices)
    {
        var wished = new byte[_problem.CandidateCount];
        _pass.Run(prices, wished);
        PlanState plan = _greedy.Make(wished, _pass.Prices);
        new LocalSearch(_problem, _greedy.CustomerOf, _pass.Prices, prices, _cancellation).Improve(plan);
        Keep(plan);
    }

    // Few customers leave a gap where whole contacts do not divide as prices would have it; then prices a little off may divide better, and small problems have time for it.
    private StopReason PlanAround(StopReason stop)
    {
        double[] best = _dual.BestPrices;
        int most = Math.Min(MostPlansAround, CandidatesAround / Math.Max(1, _problem.CandidateCount));
        for (int plan = 0; plan < most && Gap > Math.Max(_options.TargetGap, CampaignSolution.ReachedGap); plan++)
        {
            double far = _farness[plan % _farness.Length];
            Plan([.. best.Select((price, row) => price * (1 + (far * Unsteady(plan, row))))]);
        }

        return Gap <= Math.Max(_options.TargetGap, CampaignSolution.ReachedGap) ? StopReason.Gap : stop;
    }

    // Between -1 and 1, without a pattern, always the same (the finalizer of SplitMix64).
    private static double Unsteady(int plan, int row)
    {
        ulong z = ((ulong)(uint)plan << 32 | (uint)row) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (((z ^ (z >> 31)) >> 11) * (2.0 / (1UL << 53))) - 1;
    }

    private void Keep(PlanState plan)
    {
        double missing = LocalSearch.Missing(_problem.RowTable, plan.Used);
        double objective = plan.Objective();
        if (missing < _bestMissing || (missing == _bestMissing && objective > _bestObjective))
        {
            (_best, _bestMissing, _bestObjective) = (plan, missing, objective);
        }
    }

    private CampaignSolution Enumerated(StopReason stop, int iterations)
    {
        if (BruteForce.Solve(_problem) is not { } optimum)
        {
            int[] conflict = ConflictSearch.Find(_problem, _threads, MayEnumerate, _cancellation);
            return new CampaignSolution(_problem, _best!, _dual.BestPrices, _dual.BestBound, conflict, isProvedOptimal: false, stop, iterations);
        }

        PlanState plan = PlanChecks.Load(_problem, Enumerable.Range(0, optimum.Length).Where(j => optimum[j] != 0), nameof(optimum));
        return new CampaignSolution(_problem, plan, _dual.BestPrices, _dual.BestBound, [], isProvedOptimal: true, stop, iterations);
    }
}
