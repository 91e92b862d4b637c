using CrossSell.Ledger;

namespace CrossSell;

public sealed partial class CrossSellEngine
{
    /// <summary>What to say to a customer who is there now: class, gaps, what is agreed and open, the best offers with their reasons, and what is blocked until when. Writes nothing.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="occasion">Why he is spoken to.</param>
    /// <param name="contactCost">What this contact costs, in the currency of the margins.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <remarks>One read of the ledger, without a lock, and O(products) work.</remarks>
    /// <exception cref="InvalidOperationException">The engine was made without a desk.</exception>
    /// <exception cref="LedgerException">The ledger could not answer: then nothing may be offered.</exception>
    public Task<DeskDecision> DecideAsync(CustomerRef customer, Occasion occasion, double contactCost = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        DecisionDesk desk = Desk;
        return MeasureAsync("decide", () => ReadAndDecideAsync(desk, customer, occasion, contactCost, cancellationToken), (decision, took) => _meters.Decided(decision.Offers.Count > 0 ? "offers" : "none", took));
    }

    /// <summary>
    /// Writes down that offers of a decision were presented: one contact, marked with the hooks told, and an offer each that waits for its answer; all of it in one
    /// transaction. Written once, however often it is called for the same conversation.
    /// </summary>
    /// <param name="customer">To whom.</param>
    /// <param name="offers">Those of the decision that were in fact presented, one or more.</param>
    /// <param name="conversation">Names the talk; answers to the offers name the same.</param>
    /// <param name="channel">The way, as in <c>phone</c>.</param>
    /// <param name="validFor">How long the offers stand; null for no end.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>The offers as written, in the order given; answers name their ids. Where an offer of the same equivalence set was open already nothing was written, and the conflicts say so.</returns>
    /// <exception cref="InvalidOperationException">The engine was made without a desk.</exception>
    /// <exception cref="LedgerException">The ledger could not answer; nothing was written.</exception>
    public async Task<PresentationReceipt> PresentAsync(
        CustomerRef customer, IReadOnlyList<DecidedOffer> offers, string conversation, string channel, TimeSpan? validFor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentException.ThrowIfNullOrEmpty(conversation);
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentOutOfRangeException.ThrowIfZero(offers.Count);
        _ = Desk;
        LedgerView view = await _ledger.ReadAsync(Everything(customer, withObjections: false), cancellationToken).ConfigureAwait(false);
        RootView root = view.Root(customer.Root);
        Offer[] written =
        [
            .. offers.Select(offer => new Offer
            {
                Id = $"{conversation}|{offer.Product.Id}", Customer = customer.Customer, Product = offer.Product.Id,
                EquivalenceSet = offer.Product.EquivalenceSet ?? (offer.Product.VariantOf ?? offer.Product.Id).Value, Price = offer.Product.Price, State = OfferState.Presented,
                CreatedAt = view.Now, ValidUntil = view.Now + validFor, Presentations = 1, LastPresentedAt = view.Now,
            }),
        ];

        // A second call finds the first one's offers: what was written then is what counts.
        Dictionary<string, Offer> known = root.Offers.ToDictionary(offer => offer.Id, StringComparer.Ordinal);
        if (written.All(offer => known.ContainsKey(offer.Id)))
        {
            return new PresentationReceipt([.. written.Select(offer => known[offer.Id])], []);
        }

        var contact = new ContactRequest
        {
            Tenant = customer.Tenant, Root = customer.Root, IdempotencyKey = $"desk|{conversation}", Customer = customer.Customer, Channel = channel, Direction = ContactDirection.Inbound,
            Offers = [.. written.Select(offer => offer.Id)], Tags = [.. offers.Select(offer => offer.Hook?.Tag).OfType<string>()], At = view.Now,
            Categories = [.. offers.Select(offer => offer.Product.Category).OfType<string>().Distinct(StringComparer.Ordinal)],
            Household = customer.Root.Kind == SubjectKind.Household ? customer.Root.Id : null, Account = customer.Root.Kind == SubjectKind.Account ? customer.Root.Id : null,
        };
        LedgerImportResult result = await _ledger.ImportAsync(
            customer.Tenant, new LedgerImport { Contacts = [(contact, ContactState.Answered)], Offers = written }, cancellationToken).ConfigureAwait(false);
        return result.Conflicts.Count > 0 ? new PresentationReceipt([], result.Conflicts) : new PresentationReceipt(written, []);
    }

    private DecisionDesk Desk => _desk
        ?? throw new InvalidOperationException("The engine was made without a desk, so it cannot decide. Give it one: new CrossSellEngine(desk, ledger, clock).");

    private async ValueTask<DeskDecision> ReadAndDecideAsync(DecisionDesk desk, CustomerRef customer, Occasion occasion, double contactCost, CancellationToken cancellationToken)
    {
        LedgerView view = await _ledger.ReadAsync(Everything(customer, withObjections: true), cancellationToken).ConfigureAwait(false);
        RootView root = view.Root(customer.Root);
        CustomerFacts facts = desk.FactsOf(customer.Customer).With(root, view.Objections);
        return desk.Decide(facts, [.. root.Contacts.Where(contact => contact.Customer == customer.Customer)], occasion, view.Now, contactCost);
    }

    private LedgerSelection Everything(CustomerRef customer, bool withObjections) => new()
    {
        Tenant = customer.Tenant,
        Roots = [new RootSelection { Root = customer.Root, Subjects = [SubjectKey.Of(customer.Customer)] }],
        ObjectionSubjects = withObjections ? [_ledger.HashOf(customer.Tenant, customer.Customer)] : [],
        WithOffers = true,
    };
}
