using System.Globalization;
using CrossSell.Core.Tests.Model.Propensity;
using CrossSell.Mining;
using CrossSell.Storage.Worker.Harness;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Persistence;

/// <summary>Processes that map one model file have its pages in common: what each of them has for itself of the mapping is nothing.</summary>
public sealed class SharedPagesTests : IDisposable
{
    private const int PageKilobytes = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxFact]
    public void Two_processes_that_map_a_model_share_its_pages_and_dirty_none() => RequireSharing(Pipeline().Build().Fit(History()));

    [LinuxFact]
    public void Two_processes_share_the_pages_of_what_a_ranking_weighs() => RequireSharing(Pipeline().RankBy(new GivenRanking()).Build().Fit(History()));

    [LinuxFact]
    public void Two_processes_share_the_pages_of_the_weights_of_probabilities() => RequireSharing(Pipeline().EstimatePropensity(new GivenWeights()).Build().Fit(History()));

    private void RequireSharing(CrossSellModel model)
    {
        string file = Path.Combine(_folder, "a.model");
        model.Save(file);
        long kilobytes = new FileInfo(file).Length / 1024;

        using WorkerProcess first = Mapping(file, model.RuleCount);
        Dictionary<string, long> alone = PagesOf(first, file);
        using WorkerProcess second = Mapping(file, model.RuleCount);
        Dictionary<string, long>[] both = [PagesOf(first, file), PagesOf(second, file)];

        // One alone has the pages to itself; the second makes them common, and takes none of its own.
        Assert.InRange(alone["Private_Clean"], kilobytes - PageKilobytes, kilobytes + PageKilobytes);
        Assert.All(both, pages =>
        {
            Assert.InRange(pages["Rss"], kilobytes - PageKilobytes, kilobytes + PageKilobytes);
            Assert.Equal(pages["Rss"], pages["Shared_Clean"]);
            Assert.Equal((0, 0, 0), (pages["Shared_Dirty"], pages["Private_Clean"], pages["Private_Dirty"]));
        });
        first.Go();
        second.Go();
        Assert.All([first, second], worker => Assert.True(worker.Exit(out int code) && code == 0));
    }

    // Some thousands of rules, a file of many pages.
    private static CrossSellPipelineBuilder Pipeline() => new CrossSellPipelineBuilder().MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(4));

    private static PurchaseHistory History()
    {
        var random = new Random(3);
        var history = new PurchaseHistoryBuilder();
        for (int customer = 0; customer < 300; customer++)
        {
            foreach (int product in Enumerable.Range(0, 40).Where(_ => random.Next(4) == 0))
            {
                history.Add(new Purchase { Customer = $"C{customer}", Product = $"P{product}" });
            }
        }

        return history.Build();
    }

    private static WorkerProcess Mapping(string file, int rules)
    {
        var worker = new WorkerProcess("map", file);
        Assert.Equal(rules.ToString(CultureInfo.InvariantCulture), worker.Output.ReadLine());
        return worker;
    }

    // The kilobytes of a file's mappings, by what they are called in smaps.
    private static Dictionary<string, long> PagesOf(WorkerProcess worker, string file)
    {
        var pages = new Dictionary<string, long>(StringComparer.Ordinal);
        bool isFile = false;
        foreach (string line in File.ReadLines($"/proc/{worker.Id}/smaps"))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!parts[0].EndsWith(':'))
            {
                isFile = line.EndsWith(file, StringComparison.Ordinal);
            }
            else if (isFile && parts is [_, _, "kB"])
            {
                string name = parts[0].TrimEnd(':');
                pages[name] = pages.GetValueOrDefault(name) + long.Parse(parts[1], CultureInfo.InvariantCulture);
            }
        }

        return pages;
    }
}
