using CrossSell.Ledger;

namespace CrossSell;

public sealed partial record CustomerFacts
{
    /// <summary>What purchases say: each purchase of a product that is held, from its time until its end. Repurchasable products are never owned.</summary>
    /// <param name="history">The purchases; their times are taken as UTC.</param>
    /// <param name="catalog">Says which products are held; one that it does not list is.</param>
    /// <param name="customer">Who; one whom the history does not know holds nothing.</param>
    /// <remarks>O(purchases of the customer).</remarks>
    public static CustomerFacts Of(PurchaseHistory history, ProductCatalog catalog, CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(catalog);
        return new CustomerFacts(customer) { Holdings = [.. Purchased(history, catalog, customer)] };
    }

    /// <summary>Adds what a ledger knows of the customer himself; of a household's rows only his own are taken. An offer or answer that stands in both is taken once, as the ledger has it.</summary>
    /// <param name="root">What the ledger holds under the customer's root.</param>
    /// <param name="objections">The objections that stand against contacting him.</param>
    public CustomerFacts With(RootView root, IReadOnlyList<Objection> objections)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(objections);
        Offer[] offers = [.. root.Offers.Where(row => row.Customer == Customer)];
        OfferResponse[] responses = [.. root.Responses.Where(row => row.Customer == Customer)];
        HashSet<string> offered = [.. offers.Select(row => row.Id)];
        HashSet<string> answered = [.. responses.Select(row => row.Id)];
        return this with
        {
            Offers = [.. offers, .. Offers.Where(row => !offered.Contains(row.Id))],
            Responses = [.. responses, .. Responses.Where(row => !answered.Contains(row.Id))],
            ContactChannels = root.Contacts.Count == 0 ? ContactChannels : root.Contacts.ToDictionary(contact => contact.Id, contact => contact.Channel),
            Consents = [.. root.Consents.Where(row => row.Customer == Customer)],
            Objections = objections,
            Holds = [.. root.Holds.Where(row => row.Customer == Customer)],
            ClassChanges = [.. root.ClassChanges.Where(row => row.Customer == Customer)],
        };
    }

    private static IEnumerable<Ownership> Purchased(PurchaseHistory history, ProductCatalog catalog, CustomerId customer)
    {
        int index = history.Customers.IndexOf(customer.Value);
        if (index < 0)
        {
            yield break;
        }

        (int start, int length) = history.RowsOf(index).GetOffsetAndLength(history.Count);
        for (int row = start; row < start + length; row++)
        {
            var product = new ProductId(history.Products[history.ProductOfRow[row]]);
            if (!catalog.TryGet(product, out Product? known) || known.Kind == ProductKind.Held)
            {
                yield return new Ownership(product) { From = Utc(history.TimeOf(row)), Until = Utc(history.HeldUntilOf(row)) };
            }
        }
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
