using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Trains one model after the other and judges its lists.</summary>
internal sealed class RankingJudge
{
    private readonly RankingInput _input;
    private readonly RankingOptions _options;
    private readonly Reporter _reporter;
    private readonly CancellationToken _cancellation;
    private readonly RankingTargets _targets;
    private readonly bool[] _offered;

    public RankingJudge(RankingInput input, RankingOptions options, Reporter reporter, CancellationToken cancellation)
    {
        _input = input;
        _options = options;
        _reporter = reporter;
        _cancellation = cancellation;
        PurchaseMatrix train = input.Split.Train;
        _targets = input.Split.Targets.HasValues || input.Margins is not { } margins ? input.Split.Targets : input.Split.Targets.WithValues(margins);
        _offered = [.. Enumerable.Range(0, train.Products.Count).Select(product =>
            train.BuyersOf(product).Length > 0 && (input.Catalog is not { Count: > 0 } catalog || catalog.TryGet(new ProductId(train.Products[product]), out _)))];
        if (!_offered.Contains(value: true))
        {
            throw new FailureException("--products lists none of the products that were bought; compare how the two files write their ids.");
        }
    }

    /// <summary>The lists of the model that was judged last.</summary>
    public RankedLists? LastLists { get; private set; }

    public RankingReport Judge(RankingModel model)
    {
        IProductScorer scorer = model.Trainer(_input).Train(_input.Split.Train, _cancellation);
        _reporter.Detail($"{model.Name} has learned");
        RankedLists lists = RankedLists.Of(model.Name, (customer, scores) => scorer.Score(_input.Split.Known[customer], scores), _input.Split.Known, _targets.Customers, _options, _offered, _cancellation);
        LastLists = lists;
        _reporter.Detail($"{model.Name} has ranked");
        return RankingReport.Of(lists, _input.Split.Known, _targets, _options, _offered);
    }
}
