using CrossSell.Mining;

namespace CrossSell;

/// <summary>Fixed settings, ready to fit models.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CrossSellPipeline
{
    private readonly ModelRuleOptions _rules;
    private readonly IProductPropensityTrainer? _trainer;
    private readonly SnapshotOptions _snapshots;
    private readonly IRankingTrainer? _ranking;
    private readonly IProductTimingTrainer? _timing;
    private readonly MomentOptions _moments;

    internal CrossSellPipeline(ModelRuleOptions rules, IProductPropensityTrainer? trainer, SnapshotOptions snapshots, IRankingTrainer? ranking, IProductTimingTrainer? timing, MomentOptions moments)
    {
        _timing = timing;
        _moments = moments.Copy();
        _ranking = ranking;
        _rules = rules.Copy();
        _trainer = trainer;
        _snapshots = snapshots.Copy();
    }

    /// <summary>Learns a model from a history.</summary>
    /// <param name="history">What was bought and is held.</param>
    /// <param name="catalog">What may be sold; null or empty for everything that was ever bought. What a catalogue leaves out may still support an offer but is never one.</param>
    /// <param name="progress">Told how far mining is; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work within about a tenth of a second.</param>
    /// <returns>The model, bound to <paramref name="history"/> at its last purchase.</returns>
    /// <exception cref="ArgumentException">The history has no customers, and customers were to be counted.</exception>
    /// <exception cref="MiningLimitException">More rules hold than memory allows; raise the minimum support.</exception>
    /// <exception cref="PropensityTrainingException">Propensity or a ranking was to be learned, and the history does not allow it: no customers, too short, nobody bought twice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel Fit(
        PurchaseHistory history,
        ProductCatalog? catalog = null,
        IProgress<MiningProgress>? progress = null,
        CancellationToken cancellationToken = default) => Fit(history, catalog, customers: null, contacts: null, progress, cancellationToken);

    /// <summary>Learns a model from a history and what else is known about the customers.</summary>
    /// <param name="history">What was bought and is held.</param>
    /// <param name="catalog">As in the other overload.</param>
    /// <param name="customers">What is known about customers, with their ids as keys (<see cref="CustomerTableBuilder.WithKeys"/>); null for nothing.</param>
    /// <param name="contacts">The contacts with customers; null where none are known.</param>
    /// <param name="progress">Told how far mining is; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The model, bound to history, customers and contacts.</returns>
    /// <exception cref="ArgumentException">
    /// The history has no customers, and customers were to be counted; or the customers have no keys, a key twice, or a column with the name of one made from
    /// purchases; or there are customers or contacts, and neither propensity nor a ranking is to be learned from them.
    /// </exception>
    /// <exception cref="MiningLimitException">More rules hold than memory allows; raise the minimum support.</exception>
    /// <exception cref="PropensityTrainingException">Propensity or a ranking was to be learned, and the history does not allow it: no customers, too short, nobody bought twice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel Fit(
        PurchaseHistory history,
        ProductCatalog? catalog,
        CustomerTable? customers,
        CustomerContacts? contacts = null,
        IProgress<MiningProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (_trainer is null && _ranking is null && (customers is not null || contacts is not null))
        {
            throw new ArgumentException($"There are {(customers is null ? "contacts" : "customers")}, and nothing learns from them; the pipeline needs {nameof(CrossSellPipelineBuilder.EstimatePropensity)} or {nameof(CrossSellPipelineBuilder.RankBy)}.", customers is null ? nameof(contacts) : nameof(customers));
        }

        TransactionUnit unit = _rules.Unit ?? (history.Customers.Count > 0 ? TransactionUnit.Customer : TransactionUnit.Basket);
        if (unit == TransactionUnit.Customer && history.Customers.Count == 0 && history.Count > 0)
        {
            throw new ArgumentException("The history names no customers, so rules cannot be counted by customer; count them by basket, or load the customer column.", nameof(history));
        }

        catalog ??= ProductCatalog.Empty;
        ModelContent content = FitRules(history, catalog, unit, Transactions.From(history, unit), progress, cancellationToken);
        if (_trainer is not null && _ranking is null)
        {
            ModelContent FitPast(PurchaseHistory past) => FitRules(past, catalog, unit, PastTransactions.Of(past, unit), progress: null, cancellationToken);
            content = content with { Propensity = Learn(_trainer, history, catalog, new PropensityRows(history, content, FitPast, customers, contacts), contacts, cancellationToken) };
        }

        if (_ranking is not null)
        {
            var about = new RankingTrainingData { History = history, Customers = customers, Contacts = contacts, Propensity = _trainer, Horizon = _snapshots.Horizon };
            content = content with { Ranking = ModelRanking.Learn(_ranking, about, content, cancellationToken) };
        }

        if (_timing is not null)
        {
            content = content with { Timing = ModelTiming.Learn(_timing, _moments, history, content.Products, cancellationToken) };
        }

        return new CrossSellModel(content).Bind(history, customers, contacts);
    }

    private ModelContent FitRules(
        PurchaseHistory history, ProductCatalog catalog, TransactionUnit unit, Transactions transactions, IProgress<MiningProgress>? progress, CancellationToken cancellationToken)
    {
        RuleSet rules = RuleMiner.Mine(transactions, OptionsFor(transactions, cancellationToken), progress, cancellationToken);
        return ModelAssembler.Assemble(history, catalog, transactions, unit, rules);
    }

    private ProductPropensity Learn(
        IProductPropensityTrainer trainer, PurchaseHistory history, ProductCatalog catalog, PropensityRows rows, CustomerContacts? contacts, CancellationToken cancellationToken)
    {
        if (history.Customers.Count == 0)
        {
            throw new PropensityTrainingException("The purchases name no customers, so nothing can be learned about who buys what; load the customer column.");
        }

        var features = HistoryFeatures.Of(history, catalog, contacts is not null);
        ProductTrainingRows training = history.FirstTime is null
            ? rows.LeavingOneOut(features, cancellationToken)
            : rows.At(SnapshotPlan.For(history, _snapshots), features, cancellationToken);
        ProductPropensity learned = trainer.Train(training, features, cancellationToken);
        return learned.Validate() is not { Count: > 0 } faults && learned.Products.Count == training.Products.Count
            ? learned
            : throw new InvalidOperationException($"{trainer.GetType().Name} gave weights for {learned.Products.Count} products, {training.Products.Count} were asked for. {string.Join(' ', learned.Validate())}");
    }

    private RuleOptions OptionsFor(Transactions transactions, CancellationToken cancellationToken) =>
        _rules.ForMining(_rules.MinSupport ?? AutomaticSupport.Find(transactions, _rules.MaxLength, _rules.MaxThreads, cancellationToken));
}
