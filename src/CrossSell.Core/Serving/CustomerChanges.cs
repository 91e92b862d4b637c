namespace CrossSell;

/// <summary>What is new of one customer, in the order in which it came.</summary>
/// <remarks>Immutable but for a model that is kept while memory allows; thread-safe.</remarks>
/// <param name="customer">Who.</param>
/// <param name="changes">What, one or more.</param>
internal sealed class CustomerChanges(CustomerId customer, CustomerChange[] changes)
{
    private WeakReference<Seen>? _seen;

    public CustomerId Customer => customer;

    public IReadOnlyList<CustomerChange> All => changes;

    public CustomerChanges With(CustomerChange change) => new(customer, [.. changes, change]);

    /// <summary>Those behind a number; null when there are none.</summary>
    public CustomerChanges? After(long number) => changes[0].Number > number ? this
        : changes[^1].Number <= number ? null
        : new CustomerChanges(customer, [.. changes.Where(change => change.Number > number)]);

    /// <summary>The customer as a model sees him with his changes: the model bound to him alone.</summary>
    /// <param name="model">A bound model.</param>
    /// <param name="after">Changes up to this number are in the model's history already.</param>
    /// <returns>The model bound to the customer, and what he declined; null where nothing is new to this model.</returns>
    public Seen? SeenBy(CrossSellModel model, long after)
    {
        if (_seen is { } kept && kept.TryGetTarget(out Seen? seen) && ReferenceEquals(seen.Model, model) && seen.After == after)
        {
            return seen;
        }

        CustomerChanges? open = After(after);
        if (open is null)
        {
            return null;
        }

        seen = new Seen(model, after, open.Bind(model), [.. open.Declined(model)]);
        _seen = new WeakReference<Seen>(seen);
        return seen;
    }

    private IEnumerable<int> Declined(CrossSellModel model) => changes
        .Where(change => change.Contact is { Declined: true } && change.Answered is not null)
        .Select(change => model.PlaceOf(change.Answered!.Value)).Where(place => place >= 0).Distinct();

    // As a history of everybody with these changes would bind: the same rows of this customer, the same instant or the later one of his last change.
    private CrossSellModel Bind(CrossSellModel model)
    {
        var purchases = new List<Purchase>(model.History!.PurchasesOf(customer));
        foreach (CustomerChange change in changes)
        {
            if (change.Purchase is { } purchase)
            {
                purchases.Add(purchase);
            }
            else if (change.Ended is { } ended)
            {
                for (int i = 0; i < purchases.Count; i++)
                {
                    bool lasts = string.Equals(purchases[i].Product, ended.Value, StringComparison.Ordinal) && !(purchases[i].HeldUntil <= change.At) && !(purchases[i].Time > change.At);
                    purchases[i] = lasts ? purchases[i] with { HeldUntil = change.At } : purchases[i];
                }
            }
        }

        DateTime? last = changes.Max(change => change.At);
        DateTime? asOf = model.AsOf is { } instant && last > instant ? last : model.AsOf;
        return model.BindAlone(customer, PurchaseHistory.From(purchases), [.. changes.Select(change => change.Contact).OfType<CustomerContact>()], asOf);
    }

    /// <param name="Model">The model of all.</param>
    /// <param name="After">Up to where its history has the changes.</param>
    /// <param name="Own">The model bound to this customer alone.</param>
    /// <param name="Declined">Places of products that he declined.</param>
    internal sealed record Seen(CrossSellModel Model, long After, CrossSellModel Own, int[] Declined);
}
