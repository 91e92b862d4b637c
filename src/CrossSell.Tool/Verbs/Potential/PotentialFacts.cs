namespace CrossSell.Tool;

/// <summary>What is known of customers beyond their purchases, from files and a ledger; of the others nothing is kept.</summary>
internal static class PotentialFacts
{
    private const int CustomersOfABlock = 1024;

    /// <summary>The facts of those of whom more is known; null when it is nobody.</summary>
    public static async Task<Func<CustomerId, CustomerFacts?>?> OfAsync(PurchaseHistory history, KnownFacts known, LedgerFacts? ledger, DateTimeOffset at, CancellationToken cancellation)
    {
        var found = new Dictionary<string, CustomerFacts>(StringComparer.Ordinal);
        foreach (string[] block in history.Customers.Chunk(CustomersOfABlock))
        {
            CustomerId[] ids = [.. block.Select(id => new CustomerId(id)).Where(id => ledger is not null || known.IsMoreKnown(id))];
            IReadOnlyList<CustomerFacts> facts = [.. ids.Select(id => known.Of(id) with { HoldingsAsOf = at })];
            if (ledger is not null)
            {
                facts = await ledger.AddToAsync(facts, cancellation).ConfigureAwait(false);
            }

            foreach (CustomerFacts one in facts.Where(one => known.IsMoreKnown(one.Customer) || IsMore(one)))
            {
                found.Add(one.Customer.Value, one);
            }
        }

        return found.Count == 0 ? null : customer => found.GetValueOrDefault(customer.Value);
    }

    private static bool IsMore(CustomerFacts facts) =>
        facts.Offers.Count + facts.Responses.Count + facts.Objections.Count + facts.Holds.Count + facts.ClassChanges.Count > 0;
}
