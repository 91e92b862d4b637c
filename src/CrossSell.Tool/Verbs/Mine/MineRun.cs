using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Mines and writes what was asked for.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="baskets">What is mined.</param>
/// <param name="outputs">Where the result and the page go.</param>
/// <param name="nameOf">What the page calls an item.</param>
/// <param name="reporter">Takes what is said beside.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class MineRun(
    MineRequest request, Baskets baskets, MineOutputs outputs, Func<string, string> nameOf, Reporter reporter, CancellationToken cancellation)
{
    private readonly Transactions _transactions = baskets.Transactions;

    /// <summary>Mines and writes.</summary>
    /// <returns>What was found, for the summary.</returns>
    public async Task<string> RunAsync()
    {
        long least = request.MinSupport?.ToCount(_transactions.Count) ?? 1;
        if (least > _transactions.Count)
        {
            reporter.Warn(FormattableString.Invariant(
                $"--min-support asks for {Reporter.Count(least, baskets.UnitName)}, but there are only {_transactions.Count:N0}; nothing can be found."));
        }

        Task<string> found = request.What switch
        {
            MineResult.CountsByLength => WriteCountsAsync(),
            MineResult.Itemsets => WriteItemsetsAsync(),
            MineResult.Directed => WriteOtherAsync("directed rule", other => other.WriteDirected()),
            MineResult.Negative => WriteOtherAsync("negative rule", other => other.WriteNegative()),
            _ => WriteRulesAsync(),
        };
        string what = await found.ConfigureAwait(false);
        string read = $"{Reporter.Count(_transactions.Count, baskets.UnitName)}, {Reporter.Count(_transactions.ItemCount, "product")}";
        string asked = request.MinSupport is null ? "" : string.Create(CultureInfo.InvariantCulture, $", minimum support {least:N0}");
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
            return Reporter.Count(write(new OtherRules(request, baskets, outputs.Result!.Sink, cancellation)), noun);
        }
    }

    private async Task<string> WriteRulesAsync()
    {
        WantedRules selection = request.Selection;
        selection.CheckItems(_transactions.ItemIds);
        RulesFound found;
        Stage stage = reporter.Begin("mining rules", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            if (selection is { Top: { } top, ChoosesLate: false })
            {
                found = RulesFound.All(RuleMiner.MineTop(_transactions, top, selection.By, RuleOptions(), cancellation));
            }
            else
            {
                RuleSet rules = RuleMiner.Mine(_transactions, RuleOptions(), Told.Mining(stage), cancellation);
                reporter.Detail($"{rules.Count:N0} rules found");
                found = selection.ChoosesLate ? RuleChoice.Of(rules, selection, cancellation) : RulesFound.All(rules);
            }
        }

        if (outputs.Result is { } result)
        {
            RuleRows.Write(found, request.OutputFormat, request.Measures, result.Sink, cancellation);
        }

        if (outputs.Page is { } page)
        {
            RulePageRun.Write(found, request, baskets, nameOf, page.Sink);
        }

        if (found.Rules.Count == 0)
        {
            string together = baskets.MayCountCustomers ? " With --unit customer all that a customer ever bought counts together." : "";
            reporter.Warn($"no rule was found; {(request.Selection.Told.Count > 0 ? "a wider search" : "a lower --min-support or --min-confidence")} finds more.{together}");
        }

        return Reporter.Count(found.Rules.Count, "rule");
    }

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

    private RuleOptions RuleOptions()
    {
        var options = new RuleOptions { MaxLength = request.MaxLength, MaxThreads = request.Threads };
        request.Selection.ApplyTo(options);

        // Without one, the search for the best rules takes as little as it needs.
        if (request.MinSupport is { } support)
        {
            options.MinSupport = support;
        }

        // The best rules are wanted whatever their confidence, unless one is asked for.
        if (request.MinConfidence is not null || request.Selection.Top is not null)
        {
            options.MinConfidence = request.MinConfidence ?? 0;
        }

        options.MinLift = request.MinLift ?? options.MinLift;
        options.MaxConsequent = request.MaxConsequent ?? 1;
        options.MaxItemsets = request.MaxItemsets ?? options.MaxItemsets;
        options.MaxRules = request.MaxRules ?? options.MaxRules;
        return options;
    }
}
