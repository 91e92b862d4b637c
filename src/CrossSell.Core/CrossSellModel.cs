using System.Collections.Frozen;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>What was learned from a history: for each customer which product to offer next, and why.</summary>
/// <remarks>
/// <para>
/// Immutable, and safe for any number of threads. A pure function: no clock, no file, no chance; the same history and settings give the same answers and the
/// same bytes, whatever the number of threads.
/// </para>
/// <para>
/// A fitted model is bound to the history it was fitted on. A loaded one holds no customers and is bound by <see cref="Bind(PurchaseHistory, DateTime?)"/>; until then only
/// <see cref="RecommendWith(IEnumerable{ProductId}, int)"/> answers.
/// </para>
/// </remarks>
public sealed partial class CrossSellModel
{
    private readonly ModelContent _content;
    private readonly CompiledScorer _scorer;
    private readonly FrozenDictionary<string, int> _indexOf;
    private readonly BoundHistory? _bound;
    private readonly BoundPropensity? _codes;
    private readonly BoundRanking? _purchases;
    private readonly BoundTiming? _moments;
    private readonly CustomerTable? _customers;
    private readonly CustomerContacts? _contacts;

    internal CrossSellModel(ModelContent content)
        : this(content, new CompiledScorer(content))
    {
    }

    private CrossSellModel(ModelContent content, CompiledScorer scorer)
    {
        _content = content;
        _scorer = scorer;
        _indexOf = content.Products.Select((product, index) => (product.Id.Value, index)).ToFrozenDictionary(p => p.Value, p => p.index, StringComparer.Ordinal);
    }

    private CrossSellModel(CrossSellModel model, PurchaseHistory history, CustomerTable? customers, CustomerContacts? contacts, DateTime? asOf)
    {
        _content = model._content;
        _scorer = model._scorer;
        _indexOf = model._indexOf;
        _customers = customers;
        _contacts = contacts;
        _bound = new BoundHistory(_content, _indexOf, history, asOf);
        _codes = _content.Propensity is { } propensity ? new BoundPropensity(propensity, history, customers, contacts, _bound.AsOf) : null;
        _purchases = _content.Ranking is { } ranking ? new BoundRanking(ranking, _indexOf, _bound, _content.Products.Count, customers, contacts) : null;
        _moments = BoundTiming.Of(_content.Timing, _content.Products, _indexOf, _bound);
    }

    // With a timing, and everything else as it is.
    private CrossSellModel(CrossSellModel model, ModelTiming timing)
        : this(model, model._content with { Timing = timing }, model._scorer)
    {
        _moments = BoundTiming.Of(timing, _content.Products, _indexOf, model.Bound);
    }

    // With other content of the same products, and bound as the model is.
    private CrossSellModel(CrossSellModel model, ModelContent content, CompiledScorer scorer)
    {
        _content = content;
        _scorer = scorer;
        _indexOf = model._indexOf;
        _bound = model._bound;
        _codes = model._codes;
        _purchases = model._purchases;
        _customers = model._customers;
        _contacts = model._contacts;
        _moments = model._moments;
    }

    /// <summary>The products that the model knows: the catalogue's in its order, then those of the history alone in the order of ids.</summary>
    public IReadOnlyList<Product> Products => _content.Products;

    /// <summary>What one transaction of the rules is: a customer or a basket.</summary>
    public TransactionUnit Unit => _content.Unit;

    /// <summary>How many customers or baskets the rules were counted on.</summary>
    public int TransactionCount => _content.Transactions;

    /// <summary>The number of rules.</summary>
    public int RuleCount => _content.Rules.Count;

    /// <summary>The history that gives the model its customers; null for a loaded model that was not bound yet.</summary>
    public PurchaseHistory? History => _bound?.History;

    /// <summary>The instant at which holdings are judged; null when the history has no times.</summary>
    public DateTime? AsOf => _bound?.AsOf;

    /// <summary>A rule of the model, strongest first.</summary>
    /// <param name="index">From 0 to <see cref="RuleCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside that range.</exception>
    public OfferRule RuleAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RuleCount);
        RuleBook rules = _content.Rules;
        int consequent = rules.Consequents[index];
        return new OfferRule
        {
            Antecedent = [.. rules.AntecedentOf(index).Select(p => Products[p].Id)],
            Consequent = Products[consequent].Id,
            Counts = RuleCounts.FromMargins(rules.Both[index], rules.WithAntecedent[index], _content.Counts[consequent], TransactionCount),
        };
    }

    /// <summary>What was learned of who buys what; of a model that ranks (<see cref="Ranking"/>) what the part of that name learned. Null for a model without it.</summary>
    public ProductPropensity? Propensity => _content.Propensity ?? _content.Ranking?.Ranking.Propensity?.Propensity;

    /// <summary>What ranks the offers, with its weights and notes; null for a model that ranks by rules or propensity. It numbers products in the order of the ids of the history it was fitted on.</summary>
    public HybridRanking? Ranking => _content.Ranking?.Ranking;

    /// <summary>The same model over a history: its customers, what they hold and what they bought. O(products); the history is not copied.</summary>
    /// <param name="history">Who the customers are; erasing someone from it erases him for the model.</param>
    /// <param name="asOf">The instant at which holdings are judged; null for the history's last purchase.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    public CrossSellModel Bind(PurchaseHistory history, DateTime? asOf = null) => Bind(history, customers: null, contacts: null, asOf);

    /// <summary>The same model over a history and what else is known about its customers. O(products + customers · columns that the model looks at), a byte for each; else neither is copied.</summary>
    /// <param name="history">Who the customers are.</param>
    /// <param name="customers">What is known about them, with their ids as keys; a customer without a row has gaps, and so has everyone when it is null.</param>
    /// <param name="contacts">The contacts with customers; null where none are known.</param>
    /// <param name="asOf">The instant at which customers are looked at; null for the history's last purchase.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="ArgumentException">The customers have no keys, a key twice, or lack a column that the model learned from; the message names all such columns.</exception>
    public CrossSellModel Bind(PurchaseHistory history, CustomerTable? customers, CustomerContacts? contacts = null, DateTime? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new CrossSellModel(this, history, customers, contacts, asOf);
    }

    private BoundHistory Bound => _bound
        ?? throw new InvalidOperationException($"The model has no customers yet. Give it some: model.{nameof(Bind)}(history).");
}
