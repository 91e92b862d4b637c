using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;

namespace CrossSell.Tests.Campaigns;

public class CampaignSolutionTests
{
    [Fact]
    public void Every_candidate_that_is_not_chosen_has_a_reason()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.MostContacts = 1;
        builder.AddRow(new CampaignRow("calls") { Channels = ["phone"], Maximum = 30 });
        int never = builder.AddCap(new ContactCap("letters", ContactWindow.Lifetime, 1) { Channels = ["letter"] });
        for (int c = 0; c < 60; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"));
            if (c == 1)
            {
                builder.AddUsed(never, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
            }

            builder.Add(0, 0, 0, 100 - c);
            builder.Add(1, 0, 0, 50 - c);
            builder.Add(1, 1, 0, c < 2 ? 1 : -1);
        }

        CampaignSolution solution = CampaignPlanner.Solve(builder.Build());
        Assert.Equal(Enumerable.Range(0, 30).Select(c => 3 * c), solution.Chosen);
        Assert.Equal(solution.Objective, Enumerable.Range(0, 30).Sum(c => 100.0 - c));

        RowOutcome calls = Assert.Single(solution.Rows);
        Assert.Equal((30m, 0m), (calls.Used, calls.Missing));
        Assert.InRange(calls.ShadowPrice, 70 - 0.1, 71 + 0.1);

        Assert.Equal(CandidateOutcome.Chosen, solution.Explain(0).Outcome);
        Assert.Equal(CandidateOutcome.Price, solution.Explain(3 * 45).Outcome);
        Assert.Equal("calls", solution.Explain(3 * 45).Row?.Name);
        Assert.Equal(CandidateOutcome.NoGain, solution.Explain((3 * 2) + 2).Outcome);
        Assert.Equal((CandidateOutcome.RuledOut, "letters"), (solution.Explain((3 * 1) + 2).Outcome, solution.Explain((3 * 1) + 2).Limit));
        CandidateVerdict outranked = solution.Explain(2);
        Assert.Equal((CandidateOutcome.Outranked, "contacts in the plan"), (outranked.Outcome, outranked.Limit));
        Assert.Equal([0], outranked.By);
        Assert.Throws<ArgumentOutOfRangeException>(() => solution.Explain(180));
    }

    [Fact]
    public void A_shadow_price_is_what_one_more_unit_brings()
    {
        CampaignProblem With(int calls, decimal budget)
        {
            CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
            builder.AddRow(new CampaignRow("calls") { Channels = ["phone"], Maximum = calls });
            builder.AddRow(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = budget });
            var next = new SeededNumbers(5);
            for (int c = 0; c < 4000; c++)
            {
                builder.BeginCustomer(new CustomerId($"{c}"), 1);
                builder.Add(0, 0, 0, 10 * next.Unit(), 6);
                builder.Add(0, 1, 0, 4 * next.Unit(), 1);
            }

            return builder.Build();
        }

        var exact = new PlanningOptions { TargetGap = 0 };
        CampaignSolution plan = CampaignPlanner.Solve(With(200, 4000), exact);
        CampaignSolution calls = CampaignPlanner.Solve(With(210, 4000), exact);
        CampaignSolution budget = CampaignPlanner.Solve(With(200, 4100), exact);
        Assert.All(plan.Rows, r => Assert.True(r.ShadowPrice > 0.1));
        Assert.InRange((calls.UpperBound - plan.UpperBound) / 10, 0.7 * plan.Rows[0].ShadowPrice, 1.02 * plan.Rows[0].ShadowPrice);
        Assert.InRange((budget.UpperBound - plan.UpperBound) / 100, 0.7 * plan.Rows[1].ShadowPrice, 1.02 * plan.Rows[1].ShadowPrice);
        Assert.True(plan.Gap < 0.001, $"gap {plan.Gap}");
    }

    [Fact]
    public void A_minimum_that_costs_something_is_reached_at_the_least_cost_and_says_what_it_costs()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.AddRow(new CampaignRow("life, promised") { Products = ["life"], Minimum = 40 });
        for (int c = 0; c < 100; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"), 1);
            builder.Add(0, 0, 0, 10);
            builder.Add(1, 0, 0, 10 - (0.1 * (c + 1)));
        }

        CampaignSolution solution = CampaignPlanner.Solve(builder.Build(), new PlanningOptions { TargetGap = 0 });
        Assert.Equal(40m, solution.Rows[0].Used);
        Assert.Equal(1000 - (0.1 * 40 * 41 / 2), solution.Objective, 6);
        Assert.InRange(solution.Rows[0].ShadowPrice, -4.11, -3.99);
        Assert.True(solution.Gap < 1e-6);
    }

    [Fact]
    public void Minima_that_cannot_be_reached_together_are_named_and_no_other_row_is()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.AddRow(new CampaignRow("all letters") { Channels = ["letter"], Maximum = 90 });
        builder.AddRow(new CampaignRow("life, promised") { Products = ["life"], Minimum = 50 });
        builder.AddRow(new CampaignRow("home, promised") { Products = ["home"], Minimum = 5 });
        builder.AddRow(new CampaignRow("calls") { Channels = ["phone"], Maximum = 30 });
        for (int c = 0; c < 100; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"), 1);
            builder.Add(0, 1, 0, 5);
            builder.Add(1, 0, 0, 1 + c);
        }

        CampaignSolution solution = CampaignPlanner.Solve(builder.Build());
        Assert.Equal(SolutionStatus.Infeasible, solution.Status);
        Assert.Equal(["life, promised", "calls"], solution.Conflict.Select(r => r.Name));
        Assert.Equal((30m, 20m), (solution.Rows[1].Used, solution.Rows[1].Missing));
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (solution.Gap, solution.UpperBound));
    }

    [Fact]
    public void A_minimum_beyond_what_customers_allow_names_itself()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.AddRow(new CampaignRow("many") { Minimum = 101 });
        for (int c = 0; c < 100; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"), 1);
            builder.Add(0, 1, 0, 5);
            builder.Add(1, 0, 1, 5);
        }

        CampaignSolution solution = CampaignPlanner.Solve(builder.Build());
        Assert.Equal(["many"], solution.Conflict.Select(r => r.Name));
    }

    [Fact]
    public void A_plan_made_elsewhere_is_judged_and_what_it_breaks_is_told()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.MostContacts = 1;
        builder.AddRow(new CampaignRow("calls") { Channels = ["phone"], Maximum = 1 });
        for (int c = 0; c < 3; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"));
            builder.Add(0, 0, 0, 5);
            builder.Add(1, 1, 0, 2);
        }

        CampaignProblem problem = builder.Build();
        CampaignSolution judged = CampaignPlanner.Judge(problem, [5, 0]);
        Assert.Equal((7.0, SolutionStatus.Feasible), (judged.Objective, judged.Status));
        Assert.InRange(judged.UpperBound, 9, 9.1);
        Assert.Equal(CandidateOutcome.LeftOut, judged.Explain(3).Outcome);
        var error = Assert.Throws<ArgumentException>(() => CampaignPlanner.Judge(problem, [0, 1, 2, 2, 6]));
        Assert.All(
            ["Candidate 1 breaks 'contacts in the plan' of customer '0'", "Candidate 2 is chosen twice", "no candidate 6", "row 'calls' holds 2; its maximum is 1"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_customer_with_hundreds_of_candidates_is_planned_within_limits_and_below_a_valid_bound()
    {
        var builder = new CampaignProblemBuilder { MostContacts = 5 };
        var next = new SeededNumbers(3);
        for (int p = 0; p < 40; p++)
        {
            builder.AddProduct($"p{p}");
        }

        builder.AddChannel("c");
        for (int s = 0; s < 12; s++)
        {
            builder.AddSlot(new CampaignSlot($"s{s}", new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).AddDays(7 * s)));
        }

        builder.AddCap(new ContactCap("gap", ContactWindow.Rolling(TimeSpan.FromDays(21)), 1));
        for (int c = 0; c < 3; c++)
        {
            builder.BeginCustomer(new CustomerId($"{c}"));
            for (int j = 0; j < 480; j++)
            {
                builder.Add(j % 40, 0, j / 40, 10 + next.Unit());
            }
        }

        CampaignProblem problem = builder.Build();
        CampaignSolution solution = CampaignPlanner.Solve(problem);
        Assert.Equal(12, solution.Chosen.Count);
        Assert.True(solution.Objective <= solution.UpperBound);
        Assert.True(solution.Gap < 0.3);
        Assert.All(solution.Chosen.GroupBy(problem.CustomerOf), own => Assert.True(own.Select(j => problem[j].Slot.Start).Order().ToArray() is var at
            && at.Zip(at.Skip(1)).All(pair => pair.Second - pair.First >= TimeSpan.FromDays(21))));
    }

    [Fact]
    public void A_large_campaign_is_planned_to_a_small_gap_far_above_naive_ways()
    {
        CampaignProblem problem = PlanningCase.Make(5_000, weeks: true);
        CampaignSolution solution = CampaignPlanner.Solve(problem);
        Assert.True(solution.Gap < 0.002, $"gap {solution.Gap}");
        Assert.True(solution.Objective > 1.01 * CrossSell.Benchmarks.Baselines.NaivePlans.ByValue(problem));
        Assert.True(solution.Objective > 1.2 * CrossSell.Benchmarks.Baselines.NaivePlans.ByCustomer(problem));
    }
}
