namespace CrossSell.Benchmarks.Tables;

/// <summary>Measures everything that docs/performance.md tells, and writes its tables.</summary>
internal static class TableRun
{
    private const int Runs = 5;

    /// <param name="folder">Holds <c>fimi/*.dat.gz</c> and <c>baskets/*.dat.gz</c>; a set that is not there is left out.</param>
    /// <param name="arguments">The tables to make: mining, peers, writing, pairs, threads, load, scoring (of it alone: tensors), serving (of it alone: files), contacts, campaign, learning, ranking, rankings, rolling, hybrid, ledger, desk, planning, potential, cards; all when there is none. <c>rankings</c> and <c>rolling</c> write docs/ranking.md, <c>potential</c> and <c>cards</c> docs/potential.md. <c>--peers FOLDER</c> names programs to compare with.</param>
    public static int Run(string folder, IReadOnlyList<string> arguments)
    {
        List<string> wanted = [.. arguments];
        string? peers = TakePeers(wanted);
        string root = Root();
        string page = Path.Combine(root, "docs", "performance.md");
        string tool = Path.Combine(root, "artifacts", "bin", "CrossSell.Tool", "release", "CrossSell.Tool.dll");
        if (!Directory.Exists(folder) || (Wants("mining") && !File.Exists(tool)))
        {
            Console.Error.WriteLine(!Directory.Exists(folder)
                ? $"There is no folder '{folder}'."
                : "The tool is not built; build it first: dotnet build -c Release src/CrossSell.Tool");
            return 1;
        }

        if ((wanted.Count == 0 || wanted.Contains("rankings")) && new RankingTables(folder) is { IsPossible: true } rankings)
        {
            string ranking = Path.Combine(root, "docs", "ranking.md");
            PerformancePage.Write(ranking, "rankings", rankings.Defaults());
            PerformancePage.Write(ranking, "peers", rankings.Peers());
        }

        if ((wanted.Count == 0 || wanted.Contains("rolling")) && new RankingTables(folder).IsPossible)
        {
            PerformancePage.Write(Path.Combine(root, "docs", "ranking.md"), "rolling", new RollingRankingTable(folder).Make());
        }

        if (wanted is ["rankings"] or ["rolling"])
        {
            return 0;
        }

        string load = MachineTable.Load();
        using var data = new DataFolder(folder);
        if (Wants("mining"))
        {
            var mining = new MiningTables(data, tool, Runs);
            PerformancePage.Write(page, "libraries", mining.Libraries());
            PerformancePage.Write(page, "programs", mining.Programs());
            PerformancePage.Write(page, "rules", mining.Rules());
            PerformancePage.Write(page, "short", mining.Short());
            PerformancePage.Write(page, "written", mining.Written());
        }

        if (peers is not null && (Wants("mining") || Wants("peers")))
        {
            PerformancePage.Write(page, "peers", new InProcessTable(data, peers, Runs).Make());
        }

        if (WritingTable.IsPossible(peers) && (Wants("mining") || Wants("writing")))
        {
            PerformancePage.Write(page, "writing", new WritingTable(data, peers!, Runs).Make());
        }

        if (Wants("pairs"))
        {
            PerformancePage.Write(page, "pairs", PairTable.Make(Runs));
        }

        if (Wants("threads"))
        {
            PerformancePage.Write(page, "threads", ThreadTable.Make(data, Runs));
        }

        if (Wants("load"))
        {
            PerformancePage.Write(page, "load", LoadTable.Make(data, runs: 3));
        }

        if (Wants("scoring"))
        {
            PerformancePage.Write(page, "scoring", ScoringTable.Make());
            PerformancePage.Write(page, "decisions", ScoringTable.Decisions());
        }

        if (Wants("scoring") || Wants("tensors"))
        {
            PerformancePage.Write(page, "tensors", TensorTable.Make());
        }

        if (Wants("contacts"))
        {
            PerformancePage.Write(page, "contacts", ContactTable.Make());
        }

        if (Wants("serving"))
        {
            PerformancePage.Write(page, "serving", ServingTable.Make());
        }

        if (Wants("serving") || Wants("files"))
        {
            PerformancePage.Write(page, "files", ServingTable.Files());
        }

        if (Wants("campaign"))
        {
            PerformancePage.Write(page, "campaign", CampaignTable.Make());
        }

        if (Wants("learning"))
        {
            var learning = new LearningTable(folder, Runs);
            PerformancePage.Write(page, "fits", learning.Fits());
            PerformancePage.Write(page, "trainings", learning.Trainings());
        }

        if (Wants("ranking"))
        {
            PerformancePage.Write(page, "matrices", new MatrixTable(Runs).Make());
        }

        if (Wants("hybrid"))
        {
            PerformancePage.Write(page, "hybrid", new HybridTable(folder).Make());
        }

        if (Wants("ledger"))
        {
            PerformancePage.Write(page, "ledger", LedgerTable.Make());
        }

        if (Wants("desk"))
        {
            PerformancePage.Write(page, "desk", DeskTable.Make());
        }

        if (Wants("planning"))
        {
            PerformancePage.Write(page, "planning", PlanningTable.Make(runs: 3));
        }

        if (Wants("potential"))
        {
            PotentialTables.Write(folder, Path.Combine(root, "docs", "potential.md"));
        }
        else if (Wants("cards"))
        {
            PerformancePage.Write(Path.Combine(root, "docs", "potential.md"), "cards", new CardTable(folder).Make());
        }

        PerformancePage.Write(page, "machine", MachineTable.Make(load));
        return 0;

        bool Wants(string table) => wanted.Count == 0 || wanted.Contains(table);
    }

    private static string? TakePeers(List<string> arguments)
    {
        int at = arguments.IndexOf("--peers");
        if (at < 0 || at + 1 == arguments.Count)
        {
            return Environment.GetEnvironmentVariable(InProcessTable.Variable);
        }

        string folder = arguments[at + 1];
        arguments.RemoveRange(at, 2);
        return folder;
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CrossSell.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tables belong to the repository; no folder above this program holds CrossSell.sln.");
    }
}
