using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The tree of commands.</summary>
internal static class Commands
{
    public static RootCommand CreateRoot(out Option<bool> help, out Option<bool> version)
    {
        var root = new RootCommand("Cross-selling: which product to offer whom next, and why.");
        root.Options.Clear();
        root.Directives.Clear();
        help = CommonOptions.HelpFlag();
        version = Opt.Flag("--version", "Show the version.");
        root.Add(help);
        root.Add(version);
        root.Add(new MineVerb());
        root.Add(new FitVerb());
        root.Add(new RecommendVerb());
        root.Add(new DecideVerb());
        root.Add(new FollowUpsVerb());
        root.Add(new EvaluateVerb());
        root.Add(new PotentialVerb());
        root.Add(PropensityVerbs.Create());
        root.Add(LedgerVerbs.Create());
        root.Add(CampaignVerbs.Create());
        root.Add(new GenerateVerb());
        return root;
    }
}
