using CrossSell.Mining;

namespace CrossSell;

/// <summary>Fixed settings, ready to fit models.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CrossSellPipeline
{
    private readonly ModelRuleOptions _rules;

    internal CrossSellPipeline(ModelRuleOptions rules) => _rules = rules.Copy();

    /// <summary>Learns a model from a history.</summary>
    /// <param name="history">What was bought and is held.</param>
    /// <param name="catalog">What may be sold; null or empty for everything that was ever bought. What a catalogue leaves out may still support an offer but is never one.</param>
    /// <param name="progress">Told how far mining is; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work within about a tenth of a second.</param>
    /// <returns>The model, bound to <paramref name="history"/> at its last purchase.</returns>
    /// <exception cref="ArgumentException">The history has no customers, and customers were to be counted.</exception>
    /// <exception cref="MiningLimitException">More rules hold than memory allows; raise the minimum support.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CrossSellModel Fit(
        PurchaseHistory history,
        ProductCatalog? catalog = null,
        IProgress<MiningProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        TransactionUnit unit = _rules.Unit ?? (history.Customers.Count > 0 ? TransactionUnit.Customer : TransactionUnit.Basket);
        if (unit == TransactionUnit.Customer && history.Customers.Count == 0 && history.Count > 0)
        {
            throw new ArgumentException("The history names no customers, so rules cannot be counted by customer; count them by basket, or load the customer column.", nameof(history));
        }

        var transactions = Transactions.From(history, unit);
        RuleSet rules = RuleMiner.Mine(transactions, OptionsFor(transactions, cancellationToken), progress, cancellationToken);
        return new CrossSellModel(ModelAssembler.Assemble(history, catalog ?? ProductCatalog.Empty, transactions, unit, rules)).Bind(history);
    }

    private RuleOptions OptionsFor(Transactions transactions, CancellationToken cancellationToken) => new()
    {
        MinSupport = _rules.MinSupport ?? AutomaticSupport.Find(transactions, _rules.MaxLength, _rules.MaxThreads, cancellationToken),
        MaxLength = _rules.MaxLength,
        MinConfidence = _rules.MinConfidence,
        MinLift = _rules.MinLift,
        MaxConsequent = 1,
        MaxThreads = _rules.MaxThreads,
    };
}
