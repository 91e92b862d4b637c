using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;

namespace CrossSell.Tests.Campaigns;

public class CampaignPlannerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Small_problems_are_solved_exactly_as_enumeration_by_the_checker_says(bool minima)
    {
        int solved = 0;
        int impossible = 0;
        for (ulong seed = 1; seed <= 150; seed++)
        {
            MadeCampaign campaign = MadeCampaign.Random(seed, customers: 3, mostCandidates: 3, minima);
            CampaignSolution solution = CampaignPlanner.Solve(campaign.Build());
            double? optimum = CampaignChecker.Optimum(campaign);
            if (optimum is null)
            {
                impossible++;
                Assert.Equal(SolutionStatus.Infeasible, solution.Status);
                Assert.NotEmpty(solution.Conflict);
                Assert.Empty(CampaignChecker.Violations(campaign, CampaignChecker.PlanOf(campaign, solution), minima: false));
                continue;
            }

            solved++;
            Assert.True(solution.Status == SolutionStatus.Optimal, $"seed {seed}: {solution.Status}");
            Assert.Empty(CampaignChecker.Violations(campaign, CampaignChecker.PlanOf(campaign, solution)));
            Assert.Equal(optimum.Value, solution.Objective, 9);
            Assert.Equal(solution.Objective, solution.UpperBound, 9);
        }

        Assert.True(solved > 40 && (!minima || impossible > 20), $"{solved} solved, {impossible} impossible");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_enumeration_no_row_is_broken_the_bound_holds_and_the_gap_is_honest(bool minima)
    {
        int feasible = 0;
        double given = 0;
        double lost = 0;
        for (ulong seed = 1; seed <= 150; seed++)
        {
            MadeCampaign campaign = MadeCampaign.Random(seed, customers: 4, mostCandidates: 3, minima);
            CampaignProblem problem = campaign.Build();
            CampaignSolution solution = new PlanningRun(problem, new PlanningOptions(), null, default) { MayEnumerate = false }.Solve();
            double? optimum = CampaignChecker.Optimum(campaign);
            MadeCandidate[] plan = CampaignChecker.PlanOf(campaign, solution);
            Assert.Empty(CampaignChecker.Violations(campaign, plan, minima: false));
            if (solution.Status is SolutionStatus.Optimal or SolutionStatus.Feasible)
            {
                feasible++;
                Assert.Empty(CampaignChecker.Violations(campaign, plan));
                Assert.True(solution.UpperBound >= optimum - 1e-9, $"seed {seed}: bound {solution.UpperBound} below {optimum}");
                Assert.InRange(solution.Objective, double.NegativeInfinity, solution.UpperBound);
                Assert.InRange(solution.Objective, optimum!.Value - (solution.Gap * Math.Abs(solution.UpperBound)) - 1e-9, optimum.Value + 1e-9);
                given += optimum.Value;
                lost += optimum.Value - solution.Objective;
            }
            else if (solution.Status == SolutionStatus.Infeasible)
            {
                Assert.True(optimum is null, $"seed {seed}: infeasible, but {optimum} can be reached");
            }
            else
            {
                Assert.NotEmpty(CampaignChecker.Violations(campaign, plan));
            }
        }

        // Tiny problems are the hardest for prices; still little is lost over all of them.
        Assert.True(feasible > 40, $"{feasible} feasible");
        Assert.True(lost <= 0.01 * given, $"{lost} of {given} lost over {feasible} plans");
    }

    [Fact]
    public void Problems_too_large_to_enumerate_keep_every_row_and_their_bound()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            MadeCampaign campaign = MadeCampaign.Random(seed, customers: 60, mostCandidates: 12, minima: seed % 2 == 0);
            CampaignSolution solution = CampaignPlanner.Solve(campaign.Build());
            bool reached = solution.Status is SolutionStatus.Optimal or SolutionStatus.Feasible;
            Assert.Empty(CampaignChecker.Violations(campaign, CampaignChecker.PlanOf(campaign, solution), minima: reached));
            Assert.True(!reached || solution.Objective <= solution.UpperBound);
            Assert.True(reached || seed % 2 == 0);
        }
    }

    [Fact]
    public void Any_number_of_threads_makes_the_same_plan_bit_for_bit()
    {
        CampaignProblem problem = PlanningCase.Make(2_500, weeks: true);
        var options = new PlanningOptions { MaxIterations = 60 };
        CampaignSolution one = CampaignPlanner.Solve(problem, options with { MaxThreads = 1 });
        foreach (int threads in new[] { 2, 3, 8 })
        {
            CampaignSolution many = CampaignPlanner.Solve(problem, options with { MaxThreads = threads });
            Assert.Equal(one.Chosen, many.Chosen);
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.UpperBound), BitConverter.DoubleToInt64Bits(many.UpperBound));
            Assert.Equal(one.Rows.Select(r => r.ShadowPrice), many.Rows.Select(r => r.ShadowPrice));
            Assert.Equal((one.Iterations, one.StoppedBy), (many.Iterations, many.StoppedBy));
        }
    }

    [Fact]
    public void One_more_row_never_raises_the_optimum_and_a_higher_maximum_never_lowers_it()
    {
        int different = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            MadeCampaign campaign = MadeCampaign.Random(seed, customers: 3, mostCandidates: 4, minima: false);
            double before = CampaignPlanner.Solve(campaign.Build()).Objective;
            campaign.Rows.Add(new CampaignRow("tight") { Maximum = 2 });
            double tight = CampaignPlanner.Solve(campaign.Build()).Objective;
            campaign.Rows[^1] = campaign.Rows[^1] with { Maximum = 3 };
            double wider = CampaignPlanner.Solve(campaign.Build()).Objective;
            Assert.True(tight <= wider + 1e-9 && wider <= before + 1e-9, $"seed {seed}: {tight}, {wider}, {before}");
            different += tight < wider - 1e-9 ? 1 : 0;
        }

        Assert.True(different > 5);
    }

    [Fact]
    public void A_problem_without_customers_or_candidates_has_an_empty_plan()
    {
        var campaign = new MadeCampaign { Products = { "p" }, Channels = { "c" }, Slots = { new CampaignSlot("s", default) } };
        CampaignSolution nobody = CampaignPlanner.Solve(campaign.Build());
        Assert.Equal((SolutionStatus.Optimal, 0.0, 0.0, 0.0), (nobody.Status, nobody.Objective, nobody.UpperBound, nobody.Gap));
        campaign.Customers.Add(new MadeCustomer(new CustomerId("1"), null));
        Assert.Empty(CampaignPlanner.Solve(campaign.Build()).Chosen);
    }

    [Fact]
    public void Progress_is_told_after_every_iteration_and_the_bound_never_rises()
    {
        CampaignProblem problem = MadeCampaign.Random(3, customers: 300, mostCandidates: 8, minima: false).Build();
        var seen = new List<PlanningProgress>();
        CampaignSolution solution = CampaignPlanner.Solve(problem, progress: new Told(seen));
        Assert.Equal(Enumerable.Range(1, solution.Iterations), seen.Select(p => p.Iteration));
        Assert.Equal(seen.Select(p => p.UpperBound).OrderDescending(), seen.Select(p => p.UpperBound));
    }

    [Fact]
    public void A_run_can_be_cancelled_and_limited_in_iterations_and_time()
    {
        CampaignProblem problem = MadeCampaign.Random(3, customers: 300, mostCandidates: 8, minima: false).Build();
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => CampaignPlanner.Solve(problem, progress: new Told([], source.Cancel), cancellationToken: source.Token));
        var exact = new PlanningOptions { TargetGap = 0, MaxIterations = 3 };
        CampaignSolution three = CampaignPlanner.Solve(problem, exact);
        Assert.Equal((3, StopReason.Iterations), (three.Iterations, three.StoppedBy));
        CampaignSolution late = CampaignPlanner.Solve(problem, exact with { MaxTime = TimeSpan.FromSeconds(1), Clock = new Leaping() });
        Assert.Equal((1, StopReason.Time), (late.Iterations, late.StoppedBy));
        Assert.True(late.Objective > 0 && late.UpperBound >= three.Objective);
    }

    [Fact]
    public void Options_that_cannot_be_are_told_all_at_once()
    {
        var wrong = new PlanningOptions { TargetGap = double.NaN, MaxIterations = 0, MaxTime = TimeSpan.Zero, MaxThreads = 0 };
        var error = Assert.Throws<ArgumentException>(() => CampaignPlanner.Solve(MadeCampaign.Random(1, 1, 1, false).Build(), wrong));
        Assert.All(["TargetGap is NaN", "MaxIterations is 0", "MaxTime is 00:00:00", "MaxThreads is 0"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private sealed class Told(List<PlanningProgress> seen, Action? then = null) : IProgress<PlanningProgress>
    {
        public void Report(PlanningProgress value)
        {
            seen.Add(value);
            then?.Invoke();
        }
    }

    // Every look at this clock is ten seconds later.
    private sealed class Leaping : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += 10;
    }
}
