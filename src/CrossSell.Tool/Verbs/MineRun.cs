using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Mines and writes what was asked for.</summary>
internal sealed class MineRun(MineRequest request, Baskets baskets, Utf8Sink sink, Reporter reporter, CancellationToken cancellation)
{
    private readonly Transactions _transactions = baskets.Transactions;

    /// <summary>Mines and writes.</summary>
    /// <returns>What was found, for the summary.</returns>
    public async Task<string> RunAsync()
    {
        long least = request.MinSupport.ToCount(_transactions.Count);
        if (least > _transactions.Count)
        {
            string asked = Reporter.Count(least, baskets.UnitName);
            reporter.Warn(FormattableString.Invariant(
                $"--min-support asks for {asked}, but there are only {_transactions.Count:N0}; nothing can be found."));
        }

        Task<string> found = request.What switch
        {
            MineResult.CountsByLength => WriteCountsAsync(),
            MineResult.Itemsets => WriteItemsetsAsync(),
            _ => WriteRulesAsync(),
        };
        string what = await found.ConfigureAwait(false);
        string read = $"{Reporter.Count(_transactions.Count, baskets.UnitName)}, {Reporter.Count(_transactions.ItemCount, "product")}";
        return string.Create(CultureInfo.InvariantCulture, $"{read}, minimum support {least:N0}: {what}");
    }

    private async Task<string> WriteCountsAsync()
    {
        Stage stage = reporter.Begin("counting itemsets", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            ItemsetCounts counts = ItemsetMiner.CountByLength(_transactions, Options(), Told.Mining(stage), cancellation);
            RecordWriter writer = RecordWriter.Create(request.OutputFormat, sink, "length", "itemsets");
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
            var writer = new ItemsetWriter(RecordWriter.Create(request.OutputFormat, sink, "items", "count", "support"), _transactions);
            ItemsetMiner.Visit(_transactions, Options(), writer, Told.Mining(stage), cancellation);
            return Reporter.Count(writer.Count, KindName + "itemset");
        }
    }

    private async Task<string> WriteRulesAsync()
    {
        RuleSet rules;
        Stage stage = reporter.Begin("mining rules", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            rules = RuleMiner.Mine(_transactions, RuleOptions(), Told.Mining(stage), cancellation);
        }

        reporter.Detail($"{rules.Count:N0} rules found");
        var names = new ItemNames(_transactions.ItemIds);
        RecordWriter writer = RecordWriter.Create(
            request.OutputFormat, sink, ["antecedent", "consequent", "n11", "n10", "n01", "n00", .. request.Measures.Select(m => m.Name)]);
        for (int i = 0; i < rules.Count; i++)
        {
            if ((i & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            AssociationRule rule = rules[i];
            RuleCounts counts = rule.Counts;
            writer.Items(names, rule.AntecedentIndexes);
            writer.Items(names, rule.ConsequentIndexes);
            writer.Number(counts.N11);
            writer.Number(counts.N10);
            writer.Number(counts.N01);
            writer.Number(counts.N00);
            foreach (RuleMeasure measure in request.Measures)
            {
                writer.Number(measure.Evaluate(counts));
            }
        }

        if (rules.Count == 0)
        {
            string together = baskets.MayCountCustomers ? " With --unit customer all that a customer ever bought counts together." : "";
            reporter.Warn($"no rule was found; a lower --min-support or --min-confidence finds more.{together}");
        }

        return Reporter.Count(rules.Count, "rule");
    }

    private string KindName => request.Kind == ItemsetKind.All ? "" : request.Kind.ToString().ToLowerInvariant() + " ";

    private MiningOptions Options()
    {
        var options = new MiningOptions
        {
            MinSupport = request.MinSupport,
            MaxLength = request.MaxLength,
            Kind = request.Kind,
            MaxThreads = request.Threads,
        };
        options.MaxItemsets = request.MaxItemsets ?? options.MaxItemsets;
        return options;
    }

    private RuleOptions RuleOptions()
    {
        var options = new RuleOptions { MinSupport = request.MinSupport, MaxLength = request.MaxLength, MaxThreads = request.Threads };
        options.MinConfidence = request.MinConfidence ?? options.MinConfidence;
        options.MinLift = request.MinLift ?? options.MinLift;
        options.MaxConsequent = request.MaxConsequent ?? 1;
        options.MaxItemsets = request.MaxItemsets ?? options.MaxItemsets;
        options.MaxRules = request.MaxRules ?? options.MaxRules;
        return options;
    }
}
