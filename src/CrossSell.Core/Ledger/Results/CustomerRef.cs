namespace CrossSell.Ledger;

/// <summary>Names one customer of a ledger, so that a store finds him without searching: tenant, root and customer.</summary>
/// <param name="Tenant">Whose data.</param>
/// <param name="Root">Under which root the customer lives: the same as in his contacts.</param>
/// <param name="Customer">The customer.</param>
public readonly record struct CustomerRef(string Tenant, SubjectKey Root, CustomerId Customer)
{
    /// <summary>A customer who is his own root.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="tenant">Whose data.</param>
    public static CustomerRef Of(CustomerId customer, string tenant = "main") => new(tenant, SubjectKey.Of(customer), customer);
}
