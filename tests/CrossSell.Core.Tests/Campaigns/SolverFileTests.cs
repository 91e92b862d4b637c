using System.Diagnostics;
using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;

namespace CrossSell.Tests.Campaigns;

public class SolverFileTests
{
    [Fact]
    public void An_lp_file_says_everything()
    {
        var writer = new StringWriter();
        LpFile.Write(Small(), writer);
        Assert.Equal(
            """
            Maximize
             obj: + 5.25 x0 - 1 x1 + 2 x2
            Subject To
            \ calls
             r0max: + 1 x0 + 1 x1 <= 1
            \ budget
             r1max: + 0.5 x0 + 1.25 x2 <= 1.5
            \ promised
             r2min: + 1 none >= 3
             c0all: + 1 x0 + 1 x1 <= 1
             nothing: 1 none <= 0
            Binaries
             x0 x1 x2 none
            End

            """,
            writer.ToString());
    }

    [Fact]
    public void An_mps_file_says_the_same()
    {
        var writer = new StringWriter();
        MpsFile.Write(Small(), writer);
        Assert.Equal(
            """
            NAME campaign FREE
            ROWS
             N cost
             L r0max
             L r1max
             G r2min
             L c0all
            COLUMNS
             MARKER 'MARKER' 'INTORG'
             x0 cost -5.25
             x0 r0max 1
             x0 r1max 0.5
             x0 c0all 1
             x1 cost 1
             x1 r0max 1
             x1 c0all 1
             x2 cost -2
             x2 r1max 1.25
             MARKER 'MARKER' 'INTEND'
            RHS
             RHS r0max 1
             RHS r1max 1.5
             RHS r2min 3
             RHS c0all 1
            BOUNDS
             UP BND x0 1
             UP BND x1 1
             UP BND x2 1
            ENDATA

            """,
            writer.ToString());
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("Hello", 1, "'Hello' was seen")]
    [InlineData("Infeasible - objective value 3", 1, "no plan to read")]
    [InlineData("Optimal - objective value 3\n 0 x0", 2, "place, name, value")]
    [InlineData("Optimal - objective value 3\n 0 x0 0.5 0", 2, "x0 has the value '0.5'; 0 or 1 was expected")]
    [InlineData("Optimal - objective value 3\n 0 x0 1 0\n 1 x9 1 0", 3, "'x9' is no column")]
    [InlineData("Optimal - objective value 3\n 0 y 1 0", 2, "'y' is no column")]
    [InlineData("c Problem:\ns bas 1 2 f f 3", 2, "no solution in whole numbers")]
    [InlineData("s mip 1 2 n 3", 1, "there is no plan")]
    [InlineData("s mip 3 3 o 5\nj 9 1\ne o f", 2, "'9' is no column; the problem has 3")]
    [InlineData("s mip 3 3 o 5\nj 1 2\ne o f", 2, "column 1 has the value '2'")]
    [InlineData("s mip 3 3 o 5\nj 1 1", 2, "ends without 'e o f'")]
    [InlineData("s mip 3 3 o 5\nq\ne o f", 2, "'q' was seen")]
    public void What_cannot_be_read_is_told_with_line_and_value(string text, int line, string part)
    {
        void Read() => SolverSolution.Read(Small(), new StringReader(text), "out.sol");
        var error = Assert.Throws<SolverSolutionException>(Read);
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"out.sol({line}): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_formats_of_solutions_are_read()
    {
        Assert.Equal([0, 2], SolverSolution.Read(Small(), new StringReader("Stopped on time - objective value 7\n** 0 x0 1 5.25\n 1 x1 0 0\n 2 x2 0.9999999 2\n"), "a"));
        Assert.Equal([0, 2], SolverSolution.Read(Small(), new StringReader("c Problem\nc\ns mip 3 3 o 7.25\ni 1 1\nj 1 1\nj 2 0\nj 3 1\ne o f\n"), "b"));
    }

    [SolverTheory("cbc")]
    [InlineData(500, false)]
    [InlineData(100, true)]
    [InlineData(3_000, false)]
    [InlineData(20_000, false)]
    public void Never_above_the_optimum_of_cbc_and_within_the_reported_gap(int customers, bool weeks)
    {
        CampaignProblem problem = PlanningCase.Make(customers, weeks);
        CampaignSolution ours = CampaignPlanner.Solve(problem);

        // The last hundredth of a per cent of the largest costs cbc most of its time; it proves that its plan is no further from the optimum.
        (string ratio, double slack) = customers > 10_000 ? ("1e-4", 1e-4) : ("1e-7", 1e-6);
        foreach (double theirs in Solved(problem, LpFile.Write, (model, answer) => ("cbc", [model, "ratio", ratio, "solve", "solution", answer])))
        {
            double rounding = slack * theirs;
            Assert.InRange(ours.Objective, (theirs * (1 - ours.Gap)) - rounding, theirs + rounding);
            Assert.True(ours.UpperBound >= theirs - rounding);
        }
    }

    [SolverTheory("cbc")]
    [InlineData(1)]
    [InlineData(2)]
    public void Mps_and_minima_are_read_by_cbc_alike(ulong seed) => SameForMadeCampaigns(seed, MpsFile.Write, (model, answer) => ("cbc", [model, "solve", "solution", answer]));

    [SolverTheory("glpsol")]
    [InlineData(3)]
    [InlineData(4)]
    public void Lp_is_read_by_glpsol_alike(ulong seed) => SameForMadeCampaigns(seed, LpFile.Write, (model, answer) => ("glpsol", ["--lp", model, "--write", answer]));

    [SolverTheory("glpsol")]
    [InlineData(5)]
    public void Mps_is_read_by_glpsol_alike(ulong seed) => SameForMadeCampaigns(seed, MpsFile.Write, (model, answer) => ("glpsol", ["--freemps", model, "--write", answer]));

    private static void SameForMadeCampaigns(ulong first, Action<CampaignProblem, TextWriter> write, Func<string, string, (string, string[])> command)
    {
        int compared = 0;
        for (ulong seed = first; seed < first + 40; seed += 10)
        {
            MadeCampaign campaign = MadeCampaign.Random(seed, customers: 8, mostCandidates: 6, minima: seed % 2 == 0);
            CampaignProblem problem = campaign.Build();
            CampaignSolution ours = CampaignPlanner.Solve(problem, new PlanningOptions { TargetGap = 0 });
            if (problem.Blocks.GroupOf.All(g => g == BlockTable.NoGroup) || ours.Status is SolutionStatus.Infeasible or SolutionStatus.MinimaMissed)
            {
                continue;
            }

            foreach (double theirs in Solved(problem, write, command))
            {
                compared++;
                Assert.InRange(ours.Objective, theirs - (ours.Gap * Math.Abs(ours.UpperBound)) - 1e-5, theirs + 1e-5);
            }
        }

        Assert.True(compared > 0);
    }

    // The objective of another solver's plan, judged by our limits.
    private static IEnumerable<double> Solved(CampaignProblem problem, Action<CampaignProblem, TextWriter> write, Func<string, string, (string, string[])> command)
    {
        string folder = Directory.CreateTempSubdirectory("crosssell-solver-").FullName;
        try
        {
            (string model, string answer) = (Path.Combine(folder, "campaign" + (write == LpFile.Write ? ".lp" : ".mps")), Path.Combine(folder, "campaign.sol"));
            using (var writer = new StreamWriter(model))
            {
                write(problem, writer);
            }

            (string program, string[] arguments) = command(model, answer);
            using Process solver = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string said = solver.StandardOutput.ReadToEnd();
            solver.WaitForExit();
            Assert.True(File.Exists(answer), said);
            using var reader = new StreamReader(answer);
            yield return CampaignPlanner.Judge(problem, SolverSolution.Read(problem, reader, answer), new PlanningOptions { MaxIterations = 1 }).Objective;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CampaignProblem Small()
    {
        CampaignProblemBuilder builder = CampaignProblemBuilderTests.Builder();
        builder.AddRow(new CampaignRow("calls") { Channels = ["phone"], Maximum = 1 });
        builder.AddRow(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = 1.5m });
        builder.AddRow(new CampaignRow("promised") { Slots = ["w2"], Minimum = 3 });
        builder.BeginCustomer(new CustomerId("a"), 1);
        builder.Add(0, 0, 0, 5.25, 0.5m);
        builder.Add(1, 0, 0, -1);
        builder.BeginCustomer(new CustomerId("b"), 1);
        builder.Add(0, 1, 0, 2, 1.25m);
        return builder.Build();
    }
}

/// <summary>A theory that asks another solver; counted as skipped where the program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SolverTheoryAttribute : TheoryAttribute
{
    public SolverTheoryAttribute(string program)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = Array.Exists(folders, f => File.Exists(Path.Combine(f, program))) ? null : $"{program} is not installed";
    }
}
