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

        RuleOptions options = Options();
        RuleSet rules = products.Hierarchy is { } hierarchy
            ? GeneralizedRuleMiner.Mine(
                _transactions, hierarchy, new GeneralizedRuleOptions { Rules = options, MinInterest = request.Levels!.MinInterest }, progress, cancellation)
            : RuleMiner.Mine(_transactions, options, progress, cancellation);
        reporter.Detail($"{rules.Count:N0} rules found");
        return request.ChoosesLate ? new RuleChoice(selection, options, Space(options, rules.ItemIds)).Of(rules, cancellation) : RulesFound.All(rules);
    }

    /// <summary>How many rules of a length the search could have made: of the items that are frequent enough by themselves and may stand in a rule.</summary>
    private Func<int, double> Space(RuleOptions options, IReadOnlyList<string> ids)
    {
        WantedRules selection = request.Selection;
        string[] items = [.. products.Hierarchy is null ? FrequentItems(options) : ids];
        int allowed = items.Except(selection.Exclude, StringComparer.Ordinal).Count();
        int? antecedent = Side(selection.Antecedent);
        int? consequent = Side(selection.Consequent);
        return length => RuleSearchSpace.CountRulesOfLength(allowed, length, options.MaxConsequent, antecedent, consequent);

        int? Side(IReadOnlyList<string> wanted) =>
            wanted.Count == 0 ? null : wanted.Except(selection.Exclude, StringComparer.Ordinal).Intersect(items, StringComparer.Ordinal).Count();
    }

    private IEnumerable<string> FrequentItems(RuleOptions options)
    {
        int[] counts = new int[_transactions.ItemCount];
        foreach (int item in _transactions.Items)
        {
            counts[item]++;
        }

        long least = options.MinSupport.ToCount(_transactions.Count);
        return Enumerable.Range(0, counts.Length).Where(item => counts[item] >= least).Select(item => _transactions.ItemIds[item]);
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
