namespace CrossSell;

/// <summary>What campaigns are planned with: what may be offered, and what is known of customers when the caller does not say.</summary>
/// <remarks>Immutable; thread-safe when the functions are, which must be pure.</remarks>
public sealed class CampaignDesk
{
    private readonly Func<CustomerId, CustomerFacts>? _facts;
    private readonly Func<CustomerId, IReadOnlyList<ProductChance>>? _propensities;

    /// <summary>A desk.</summary>
    /// <param name="checker">Says what may be offered; its catalogue has margins and categories.</param>
    /// <param name="facts">What is known of a customer beside the ledger, such as his purchases; null for nothing.</param>
    /// <param name="propensities">How likely a customer takes each product; null when customers bring that themselves.</param>
    public CampaignDesk(
        EligibilityChecker checker, Func<CustomerId, CustomerFacts>? facts = null, Func<CustomerId, IReadOnlyList<ProductChance>>? propensities = null)
    {
        ArgumentNullException.ThrowIfNull(checker);
        Checker = checker;
        _facts = facts;
        _propensities = propensities;
    }

    /// <summary>Says what may be offered.</summary>
    public EligibilityChecker Checker { get; }

    /// <summary>The products.</summary>
    public ProductCatalog Catalog => Checker.Catalog;

    internal CustomerFacts FactsOf(CampaignTarget customer) =>
        customer.Facts ?? _facts?.Invoke(customer.Customer.Customer) ?? new CustomerFacts(customer.Customer.Customer);

    internal IReadOnlyList<ProductChance> PropensitiesOf(CampaignTarget customer) =>
        customer.Propensities ?? _propensities?.Invoke(customer.Customer.Customer) ?? [];
}
