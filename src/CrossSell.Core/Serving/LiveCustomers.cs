using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrossSell.ContactPolicy;

namespace CrossSell;

/// <summary>What customers did since the history of the model was made, over the model of a <see cref="ModelSlot"/>: offers know it at once, and nothing is fitted or bound anew for all.</summary>
/// <remarks>
/// <para>
/// A customer without changes is answered by the slot's model as it is, at the cost of one look-up. One with changes is answered as if the model had been bound to a history
/// with them, at the model's instant or that of his last change, whichever is later: what he just bought is owned, supports rules and counts in probabilities; new customers are
/// known; products that the model does not know are passed over, as <see cref="CrossSellModel.Bind(PurchaseHistory, DateTime?)"/> does. That costs O(his purchases + products)
/// once for each change, kept while memory allows.
/// </para>
/// <para>
/// Bounded: a full one refuses more with a clear error. A new history takes changes over by <see cref="Settle"/>: no request sees a change twice or not at all meanwhile.
/// Thread-safe. The slot's models must be bound.
/// </para>
/// </remarks>
public sealed class LiveCustomers
{
    private readonly Lock _writing = new();
    private readonly ModelSlot _slot;
    private readonly LiveCustomersOptions _options;
    private readonly ConcurrentDictionary<string, CustomerChanges> _changed = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<PurchaseHistory, object> _settledIn = [];
    private long _last;

    /// <summary>Nothing new yet.</summary>
    /// <param name="slot">Gives the model, bound to a history.</param>
    /// <param name="options">The bounds; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public LiveCustomers(ModelSlot slot, LiveCustomersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(slot);
        options ??= new LiveCustomersOptions();
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _slot = slot;
        _options = new LiveCustomersOptions { MaxCustomers = options.MaxCustomers, MaxChangesOfCustomer = options.MaxChangesOfCustomer };
    }

    /// <summary>How many customers have changes that no history has taken over.</summary>
    public int Count => _changed.Count;

    /// <summary>The number of the last change: what <see cref="Settle"/> is told after a history was made of everything up to it. 0 before the first.</summary>
    public long LastChange => Interlocked.Read(ref _last);

    /// <summary>A customer bought something, or gave it back (a negative quantity).</summary>
    /// <param name="purchase">What, with the customer's id and, where the history has times, the time.</param>
    /// <exception cref="ArgumentException">The purchase names no customer, or has a fault that a history would refuse.</exception>
    /// <exception cref="InvalidOperationException">There are as many changes as the options allow.</exception>
    public void Add(Purchase purchase)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        if (string.IsNullOrEmpty(purchase.Customer))
        {
            throw new ArgumentException($"The purchase of '{purchase.Product}' names no customer, so nobody's offers can know it.", nameof(purchase));
        }

        try
        {
            PurchaseHistory.From([purchase]);
        }
        catch (PurchaseFormatException fault)
        {
            throw new ArgumentException(fault.Message, nameof(purchase), fault);
        }

        Note(new CustomerId(purchase.Customer), new CustomerChange(0, purchase, Ended: null, Answered: null, Contact: null, purchase.Time));
    }

    /// <summary>A customer no longer holds a product from an instant on: cancelled, returned, sold.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="product">What; where he does not hold it nothing changes.</param>
    /// <param name="at">The first instant without it.</param>
    /// <exception cref="InvalidOperationException">There are as many changes as the options allow.</exception>
    public void EndHolding(CustomerId customer, ProductId product, DateTime at) => Note(customer, new CustomerChange(0, Purchase: null, product, Answered: null, Contact: null, at));

    /// <summary>A customer was contacted and answered. A product that he declined is not offered to him until <see cref="Settle"/> takes the answer over; from then on eligibility says for how long.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="product">What he answered to; null for a contact about nothing in particular.</param>
    /// <param name="declined">Whether he declined; what he accepted comes as a purchase.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InvalidOperationException">There are as many changes as the options allow.</exception>
    public void Answer(CustomerId customer, ProductId? product, bool declined, DateTime at) =>
        Note(customer, new CustomerChange(0, Purchase: null, Ended: null, product, new CustomerContact(customer, at, declined), at));

    /// <summary>The best offers of a customer as of now, with their reasons. See <see cref="CrossSellModel.Recommend(CustomerId, int)"/>.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The slot's model is not bound to a history.</exception>
    public IReadOnlyList<Recommendation> Recommend(CustomerId customer, int count)
    {
        (CrossSellModel model, int[] declined) = Of(customer);
        if (declined.Length == 0)
        {
            return model.Recommend(customer, count);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var best = new ScoredProduct[Math.Min(count, model.Products.Count)];
        int found = model.Recommend(customer, Mask([], declined, model), IndexAnswer.Admitted, best);
        return model.Explained(customer, best.AsSpan(0, found));
    }

    /// <summary>The same as numbers. See <see cref="CrossSellModel.Recommend(CustomerId, ReadOnlySpan{ulong}, IndexAnswer, Span{ScoredProduct})"/>; allocates nothing for a customer without changes.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="barred">What must not be offered, as bits of places in <see cref="CrossSellModel.Products"/>.</param>
    /// <param name="contact">Whether he may be contacted.</param>
    /// <param name="best">Where the offers go.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentException"><paramref name="barred"/> has more words than the products need.</exception>
    /// <exception cref="InvalidOperationException">The slot's model is not bound to a history.</exception>
    public int Recommend(CustomerId customer, ReadOnlySpan<ulong> barred, IndexAnswer contact, Span<ScoredProduct> best)
    {
        (CrossSellModel model, int[] declined) = Of(customer);
        return model.Recommend(customer, declined.Length == 0 ? barred : Mask(barred, declined, model), contact, best);
    }

    /// <summary>The purchases that no history has taken over, in the order in which they came: what a history that is made anew has to have, too.</summary>
    /// <param name="upTo">The number of the last change that is asked for.</param>
    public IReadOnlyList<Purchase> Purchases(long upTo) =>
        [.. _changed.Values.SelectMany(changes => changes.All).Where(change => change.Number <= upTo && change.Purchase is not null).OrderBy(change => change.Number).Select(change => change.Purchase!)];

    /// <summary>Swaps in a model that is bound to a history with everything up to a change, and forgets what that history has. Requests see each change once, whichever model they got.</summary>
    /// <param name="model">The model, bound to that history.</param>
    /// <param name="upTo">The number of the last change in it: <see cref="LastChange"/>, read before the history was made.</param>
    /// <exception cref="ArgumentException">The model is not bound.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There was no such change yet.</exception>
    public void Settle(CrossSellModel model, long upTo)
    {
        ArgumentNullException.ThrowIfNull(model);
        PurchaseHistory history = model.History ?? throw new ArgumentException("The model is not bound to a history, so it has taken nothing over.", nameof(model));
        lock (_writing)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(upTo);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, _last);
            _settledIn.AddOrUpdate(history, upTo);
            _slot.Swap(model);
            foreach ((string customer, CustomerChanges changes) in _changed)
            {
                CustomerChanges? left = changes.After(upTo);
                if (left is null)
                {
                    _changed.TryRemove(customer, out _);
                }
                else
                {
                    _changed[customer] = left;
                }
            }
        }
    }

    // Changes are read before the model: they leave only after a model that has them is in place.
    private (CrossSellModel Model, int[] Declined) Of(CustomerId customer)
    {
        bool isChanged = _changed.TryGetValue(customer.Value, out CustomerChanges? changes);
        CrossSellModel model = _slot.Current;
        if (!isChanged || model.History is not { } history)
        {
            return (model, []);
        }

        long settled = _settledIn.TryGetValue(history, out object? upTo) ? (long)upTo : 0;
        return changes!.SeenBy(model, settled) is { } seen ? (seen.Own, seen.Declined) : (model, []);
    }

    private void Note(CustomerId customer, CustomerChange change)
    {
        ArgumentException.ThrowIfNullOrEmpty(customer.Value, nameof(customer));
        lock (_writing)
        {
            bool isKnown = _changed.TryGetValue(customer.Value, out CustomerChanges? changes);
            if (isKnown ? changes!.All.Count >= _options.MaxChangesOfCustomer : _changed.Count >= _options.MaxCustomers)
            {
                throw new InvalidOperationException(isKnown
                    ? $"{changes!.All.Count} changes of one customer are kept, as many as {nameof(LiveCustomersOptions.MaxChangesOfCustomer)} allows; make a history of them and call {nameof(Settle)}."
                    : $"Changes of {_changed.Count} customers are kept, as many as {nameof(LiveCustomersOptions.MaxCustomers)} allows; make a history of them and call {nameof(Settle)}.");
            }

            CustomerChange numbered = change with { Number = _last + 1 };
            _changed[customer.Value] = changes?.With(numbered) ?? new CustomerChanges(customer, [numbered]);
            Interlocked.Exchange(ref _last, numbered.Number);
        }
    }

    private static ulong[] Mask(ReadOnlySpan<ulong> barred, int[] declined, CrossSellModel model)
    {
        ulong[] mask = new ulong[Math.Max(barred.Length, Bitset.Words(model.Products.Count))];
        barred.CopyTo(mask);
        foreach (int product in declined)
        {
            Bitset.Set(mask, product);
        }

        return mask;
    }
}
