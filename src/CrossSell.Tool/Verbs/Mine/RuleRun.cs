using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Finds the rules of what is bought together, and writes them as rows and as a page.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="baskets">What is mined.</param>
/// <param name="products">What is known of the products.</param>
/// <param name="outputs">Where rows and page go.</param>
/// <param name="reporter">Takes what is said beside.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class RuleRun(
    MineRequest request, Baskets baskets, MineProducts products, MineOutputs outputs, Reporter reporter, CancellationToken cancellation)
{
    private readonly Transactions _transactions = baskets.Transactions;

    /// <returns>How many rules there are.</returns>
    public async Task<int> RunAsync()
    {
        request.Selection.CheckItems(products.Items(_transactions.ItemIds));
        if (products.Hierarchy is { } hierarchy && !_transactions.ItemIds.Any(hierarchy.Contains))
        {
            reporter.Warn($"no product of {request.Input} belongs to anything in {request.Levels!.Path ?? request.Products!.Path}; there are no rules of categories.");
        }

        RulesFound found;
        Stage stage = reporter.Begin("mining rules", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            found = Find(Told.Mining(stage));
        }

        if (outputs.Result is { } result)
        {
            RuleRows.Write(found, request.OutputFormat, request.Measures, result.Sink, cancellation);
        }

        if (outputs.Page is { } page)
        {
            RulePageRun.Write(found, request, baskets, products.Names(), page.Sink);
        }

        if (found.Rules.Count == 0)
        {
            string together = baskets.MayCountCustomers ? " With --unit customer all that a customer ever bought counts together." : "";
            reporter.Warn($"no rule was found; {(request.Selection.Told.Count > 0 ? "a wider search" : "a lower --min-support or --min-confidence")} finds more.{together}");
        }

        return found.Rules.Count;
    }

    private RulesFound Find(IProgress<MiningProgress> progress)
    {
        WantedRules selection = request.Selection;
        if (selection.Top is { } top && !request.ChoosesLate)
        {
            return RulesFound.All(RuleMiner.MineTop(_transactions, top, selection.By, Options(), cancellation));
        }

        RuleSet rules = products.Hierarchy is { } hierarchy
            ? GeneralizedRuleMiner.Mine(
                _transactions, hierarchy, new GeneralizedRuleOptions { Rules = Options(), MinInterest = request.Levels!.MinInterest }, progress, cancellation)
            : RuleMiner.Mine(_transactions, Options(), progress, cancellation);
        reporter.Detail($"{rules.Count:N0} rules found");
        return request.ChoosesLate ? RuleChoice.Of(rules, selection, cancellation) : RulesFound.All(rules);
    }

    private RuleOptions Options()
    {
        var options = new RuleOptions { MaxLength = request.MaxLength, MaxAntecedent = request.MaxAntecedent, MaxThreads = request.Threads };
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
