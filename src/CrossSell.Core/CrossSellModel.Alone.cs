namespace CrossSell;

public sealed partial class CrossSellModel
{
    private Dictionary<string, int>? _rowOf;

    /// <summary>This model bound to one customer's purchases, with what it knows of him beside them: what it would answer for him if it were bound to a history with these rows.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="purchases">His purchases, all of them.</param>
    /// <param name="contacts">Contacts beyond those that the model is bound to.</param>
    /// <param name="asOf">The instant; null for his last purchase.</param>
    internal CrossSellModel BindAlone(CustomerId customer, PurchaseHistory purchases, IReadOnlyList<CustomerContact> contacts, DateTime? asOf)
    {
        CustomerTable? row = null;
        if (_customers is not null)
        {
            // Made once for a model; a second thread that makes it too makes the same.
            Dictionary<string, int> rows = _rowOf ??= AttributeJoin.Rows(_customers);
            row = _customers.Select(rows.TryGetValue(customer.Value, out int at) ? [at] : []);
        }

        return new CrossSellModel(this, purchases, row, _contacts?.Of(customer, contacts), asOf);
    }
}
