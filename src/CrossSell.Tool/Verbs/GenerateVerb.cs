using System.CommandLine;
using CrossSell.Testing;

namespace CrossSell.Tool;

/// <summary><c>crosssell generate</c>: writes the files of a market whose truth is known.</summary>
internal sealed class GenerateVerb : VerbCommand
{
    private readonly Option<string> _customers = Opt.Text("--customers", "N", "How many customers.", required: true);
    private readonly Option<string> _seed = Opt.Text("--seed", "S", "A whole number; the same seed gives the same files.", required: true);
    private readonly Option<string> _output = Opt.Text(
        "--output", "FOLDER", "Where the files go; it is made when it is not there. Files of the same names are replaced.", required: true);

    public GenerateVerb()
        : base("generate", "Make up an insurance market with known rules and probabilities, as files.") => AddOptions();

    public override string Usage => "--customers N --seed S --output FOLDER";

    public override IReadOnlyList<OptionGroup> Groups => [new("Options", [_customers, _seed, _output]), Common.Group];

    public override string Notes =>
        """
        Files written: customers.csv, products.csv (English and German names), purchases.csv, and truth.json:
        the planted rules and probabilities. They appear together when all of them are whole.

        Example:
          crosssell generate --customers 10000 --seed 1 --output market
          crosssell fit --purchases market/purchases.csv --products market/products.csv --model market/market.model
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        int customers = (int)options.Whole(_customers, 1, InsuranceMarket.MaxCustomers)!.Value;
        long seed = options.Whole(_seed, long.MinValue, long.MaxValue)!.Value;
        string folder = options.Required(_output);
        if (folder.Length == 0)
        {
            throw new UsageException("--output is empty; expected a folder.");
        }

        var reporter = new Reporter(host, options, Common);
        InsuranceMarket market = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = customers, Seed = seed });
        MarketFilesProgress done;
        Stage stage = reporter.Begin("generating", "purchases");
        await using (stage.ConfigureAwait(false))
        {
            done = await MarketFiles.WriteAsync(market, folder, progress: Told.Generating(stage), cancellationToken: host.Cancellation)
                .ConfigureAwait(false);
        }

        reporter.Summarize($"{Reporter.Count(done.Done, "customer")}, {Reporter.Count(done.Purchases, "purchase")} written to {folder}");
    }
}
