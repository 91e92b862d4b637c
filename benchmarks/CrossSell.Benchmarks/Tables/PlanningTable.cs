using System.Diagnostics;
using System.Globalization;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Campaigns planned, beside naive ways and, where it is installed and the campaign not too large for it, beside the solver <c>cbc</c>.</summary>
internal static class PlanningTable
{
    private const int CbcSeconds = 60;

    private static readonly (int Customers, bool Weeks)[] _cases =
        [(500, false), (3_000, false), (20_000, false), (100_000, false), (500, true), (3_000, true), (20_000, true), (100_000, true)];

    public static string Make(int runs)
    {
        var table = new Markdown(
            "customers", "weeks", "candidates", "rows", "by customer order", "most valuable first", "planner", "reported gap", "iterations", "CPU s", "s", "building, CPU s", "cbc: planner below its optimum", "cbc s");
        foreach ((int customers, bool weeks) in _cases)
        {
            Console.Error.WriteLine($"  {customers} customers, {(weeks ? "4 weeks" : "no calendar")}");
            CampaignProblem problem = PlanningCase.Make(customers, weeks);
            double building = CpuStopwatch.Once(() => problem = PlanningCase.Make(customers, weeks)).Cpu.TotalSeconds;
            CampaignSolution plan = CampaignPlanner.Solve(problem);
            (TimeSpan cpu, TimeSpan wall) = CpuStopwatch.Median(runs, () => plan = CampaignPlanner.Solve(problem));
            (string below, string seconds) = customers <= LargestForCbc(weeks) ? Cbc(problem, plan) : ("-", "-");
            table.Row(
                Markdown.Whole(customers),
                weeks ? "4" : "-",
                Markdown.Whole(problem.CandidateCount),
                Markdown.Whole(problem.Rows.Count),
                Below(NaivePlans.ByCustomer(problem), plan.UpperBound),
                Below(NaivePlans.ByValue(problem), plan.UpperBound),
                Below(plan.Objective, plan.UpperBound),
                Percent(plan.Gap, "0.0000"),
                Markdown.Whole(plan.Iterations),
                Markdown.Seconds(cpu.TotalSeconds),
                Markdown.Seconds(wall.TotalSeconds),
                Markdown.Seconds(building),
                below,
                seconds);
        }

        return table.ToString();
    }

    // A calendar and a budget tie all customers together: what takes cbc seconds without them takes it hours with them.
    private static int LargestForCbc(bool weeks) => weeks ? 500 : 20_000;

    private static (string Below, string Seconds) Cbc(CampaignProblem problem, CampaignSolution plan)
    {
        string folder = Directory.CreateTempSubdirectory("crosssell-planning-").FullName;
        try
        {
            string model = Path.Combine(folder, "campaign.lp");
            string answer = Path.Combine(folder, "campaign.sol");
            using (var writer = new StreamWriter(model))
            {
                LpFile.Write(problem, writer);
            }

            long start = Stopwatch.GetTimestamp();
            try
            {
                using Process cbc = Process.Start(new ProcessStartInfo("cbc", [model, "sec", CbcSeconds.ToString(CultureInfo.InvariantCulture), "solve", "solution", answer]) { RedirectStandardOutput = true })!;
                cbc.StandardOutput.ReadToEnd();
                cbc.WaitForExit();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return ("not installed", "-");
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var reader = new StreamReader(answer);
            double theirs = CampaignPlanner.Judge(problem, SolverSolution.Read(problem, reader, answer), new PlanningOptions { MaxIterations = 1 }).Objective;
            return (Percent((theirs - plan.Objective) / theirs, "0.0000"), Markdown.Seconds(seconds) + (seconds >= CbcSeconds ? " (stopped)" : ""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Below(double objective, double bound) => Percent((bound - objective) / bound, bound - objective > 0.001 * bound ? "0.0" : "0.0000") + " below the bound";

    private static string Percent(double share, string format) => (100 * share).ToString(format, CultureInfo.InvariantCulture) + " %";
}
