using CrossSell.Testing.Insurance;

namespace CrossSell.Testing;

/// <content>The market in the types of the engine.</content>
public sealed partial class InsuranceMarket
{
    /// <summary>The products with German and English names, category, kind and margin. The same for every market.</summary>
    public static ProductCatalog ToCatalog() => new(InsuranceProducts.All.Select(spec => new Product
    {
        Id = new ProductId(spec.Id),
        Name = new LocalizedText(spec.Name).With("de", spec.NameDe),
        Category = spec.Category,
        Kind = spec.Repurchasable ? ProductKind.Repurchasable : ProductKind.Held,
        Margin = spec.Margin,
    }));

    /// <summary>All contracts as purchases, customer after customer, each by day; made one after another.</summary>
    public IEnumerable<Purchase> Purchases()
        => Customers().SelectMany(customer => customer.Contracts, (customer, contract) => ToPurchase(customer.Id, contract));

    /// <summary>The history of all contracts, in memory.</summary>
    /// <param name="cancellationToken">Ends the work; it is looked at after every customer.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PurchaseHistory ToHistory(CancellationToken cancellationToken = default)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach (InsuranceCustomer customer in Customers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (InsuranceContract contract in customer.Contracts)
            {
                builder.Add(ToPurchase(customer.Id, contract));
            }
        }

        return builder.Build(cancellationToken);
    }

    private static Purchase ToPurchase(string customer, InsuranceContract contract) => new()
    {
        Customer = customer,
        Product = contract.Product,
        Basket = contract.Basket,
        Time = contract.SignedOn.ToDateTime(TimeOnly.MinValue),
        Quantity = 1,
        Revenue = (double)contract.Premium,
        HeldUntil = contract.Until?.ToDateTime(TimeOnly.MinValue),
        Seller = contract.Seller,
        Channel = contract.Channel,
    };
}
