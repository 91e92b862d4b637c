using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Mines and writes what was asked for.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="baskets">What is mined.</param>
/// <param name="outputs">Where the result and the page go.</param>
/// <param name="products">What is known of the products.</param>
/// <param name="reporter">Takes what is said beside.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class MineRun(
    MineRequest request, Baskets baskets, MineOutputs outputs, MineProducts products, Reporter reporter, CancellationToken cancellation)
{
    private readonly Transactions _transactions = baskets.Transactions;

    /// <summary>Mines and writes.</summary>
    /// <returns>What was found, for the summary.</returns>
    public async Task<string> RunAsync()
    {
        long least = request.MinSupport?.ToCount(_transactions.TotalWeight) ?? 1;
        if (least > _transactions.TotalWeight && !_transactions.IsWeighted)
        {
            reporter.Warn(FormattableString.Invariant(
                $"--min-support asks for {Reporter.Count(least, baskets.UnitName)}, but there are only {_transactions.Count:N0}; nothing can be found."));
        }

        Task<string> found = request.What switch
        {
            MineResult.CountsByLength => WriteCountsAsync(),
            MineResult.Itemsets => WriteItemsetsAsync(),
            MineResult.Directed => WriteOtherAsync("directed rule", other => other.WriteDirected()),
            MineResult.Sequential => WriteOtherAsync("sequential rule", other => other.WriteSequential()),
            MineResult.Negative => WriteOtherAsync("negative rule", other => other.WriteNegative()),
            MineResult.Grades => WriteGradesAsync(),
            _ => WriteRulesAsync(),
        };
        string what = await found.ConfigureAwait(false);
        string read = $"{Reporter.Count(_transactions.Count, baskets.UnitName)}, {Reporter.Count(_transactions.ItemCount, "product")}";
        string asked = request.MinSupport switch
        {
            null => "",
            { } share when _transactions.IsWeighted => $", minimum support {share} by weight",
            _ => string.Create(CultureInfo.InvariantCulture, $", minimum support {least:N0}"),
        };
        return $"{read}{asked}: {what}";
    }

    private async Task<string> WriteCountsAsync()
    {
        Stage stage = reporter.Begin("counting itemsets", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            ItemsetCounts counts = ItemsetMiner.CountByLength(_transactions, Options(), Told.Mining(stage), cancellation);
            RecordWriter writer = RecordWriter.Create(request.OutputFormat, outputs.Result!.Sink, "length", "itemsets");
            for (int length = 1; length <= counts.ByLength.Count; length++)
            {
                writer.Number(length);
                writer.Number(counts.ByLength[length - 1]);
            }

            return Reporter.Count(counts.Total, KindName + "itemset");
        }
    }

    private async Task<string> WriteItemsetsAsync()
    {
        Stage stage = reporter.Begin("finding itemsets", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            var writer = new ItemsetWriter(request.OutputFormat, outputs.Result!.Sink, _transactions);
            ItemsetMiner.Visit(_transactions, Options(), writer, Told.Mining(stage), cancellation);
            return Reporter.Count(writer.Count, KindName + "itemset");
        }
    }

    private async Task<string> WriteOtherAsync(string noun, Func<OtherRules, int> write)
    {
        Stage stage = reporter.Begin("mining rules", "rules");
        await using (stage.ConfigureAwait(false))
        {
            return Reporter.Count(write(new OtherRules(request, baskets, outputs.Result!.Sink, reporter, cancellation)), noun);
        }
    }

    private async Task<string> WriteGradesAsync()
    {
        Stage stage = reporter.Begin("grading pairs", "pairs");
        await using (stage.ConfigureAwait(false))
        {
            return Reporter.Count(GradeRows.Write(request, baskets, products, outputs.Result!.Sink, cancellation), "graded pair");
        }
    }

    private async Task<string> WriteRulesAsync() =>
        Reporter.Count(await new RuleRun(request, baskets, products, outputs, reporter, cancellation).RunAsync().ConfigureAwait(false), "rule");

    private string KindName => request.Kind == ItemsetKind.All ? "" : request.Kind.ToString().ToLowerInvariant() + " ";

    private MiningOptions Options()
    {
        var options = new MiningOptions
        {
            MinSupport = request.MinSupport!.Value,
            MaxLength = request.MaxLength,
            Kind = request.Kind,
            MaxThreads = request.Threads,
        };
        options.MaxItemsets = request.MaxItemsets ?? options.MaxItemsets;
        return options;
    }
}
