namespace CrossSell.Ledger;

/// <summary>Writes everything of an import that the ledger has not yet.</summary>
internal sealed class ImportStep(
    LedgerSession session, string tenant, Func<CustomerId, SubjectKey> rootOf, Func<string, CustomerId, ContactPointHash> hashOf)
{
    private readonly List<string> _conflicts = [];
    private readonly Dictionary<(CustomerId, string), Offer> _offers = [];
    private readonly Dictionary<(CustomerId, string), OfferResponse> _responses = [];
    private readonly HashSet<(ContactPointHash, string?, ContactPurpose?)> _objections = [];
    private int _written;

    public int Run(LedgerImport import, IReadOnlyList<(PreparedRequest Request, ContactState State)> contacts, Func<string, ContactPointHash> hashOfPoint)
    {
        foreach ((PreparedRequest request, ContactState state) in contacts)
        {
            Add(request, state);
        }

        import.Offers.ToList().ForEach(Add);
        foreach (OfferResponse response in import.Responses.OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal))
        {
            Add(response);
        }

        import.Consents.ToList().ForEach(Add);
        foreach ((CustomerId? customer, string? point, string? channel, ContactPurpose? purpose) in import.Objections)
        {
            Add(customer, point is null ? null : hashOfPoint(point), channel, purpose);
        }

        return _conflicts.Count == 0 ? _written : throw new ImportRefusedException(_conflicts);
    }

    private void Add(PreparedRequest request, ContactState state)
    {
        Contact? known = session.Find(request.Root, request.Id);
        if (known is null)
        {
            session.Put(request.Happened(session.Now, state));
            _written++;
        }
        else if (!string.Equals(known.Fingerprint, request.Fingerprint, StringComparison.Ordinal))
        {
            _conflicts.Add($"The contact '{request.Request.IdempotencyKey}' of customer '{request.Request.Customer}' is known already, and it was another one.");
        }
    }

    private void Add(Offer offer)
    {
        if (Find(offer.Customer, offer.Id) is not null)
        {
            return;
        }

        if (Rival(offer) is { } rival)
        {
            _conflicts.Add($"The offer '{offer.Id}' to customer '{offer.Customer}' is open, and so is '{rival.Id}' of the same product or what counts as it; one of them can be.");
            return;
        }

        Put(OfferStep.Exact(offer));
        _written++;
    }

    private void Add(OfferResponse response)
    {
        OfferResponse exact = response with { At = LedgerTime.Truncate(response.At), Until = response.Until is { } until ? LedgerTime.Truncate(until) : null };
        var key = (exact.Customer, exact.Id);
        OfferResponse? known = _responses.GetValueOrDefault(key)
            ?? session.Root(rootOf(exact.Customer)).Responses.FirstOrDefault(row => row.Customer == exact.Customer && string.Equals(row.Id, exact.Id, StringComparison.Ordinal));
        if (known is not null)
        {
            if (known != exact)
            {
                _conflicts.Add($"The answer '{exact.Id}' of customer '{exact.Customer}' is known already, and it was another one.");
            }

            return;
        }

        _responses.Add(key, exact);
        session.Changes.Add(rootOf(exact.Customer), exact);
        Offer after = OfferStep.After(Find(exact.Customer, exact.OfferId) ?? OfferStep.MadeBy(exact), exact);
        Put(Rival(after) is null ? after : after with { State = OfferState.Expired });
        _written++;
        if (exact.Kind == OfferResponseKind.Declined && exact.Reason == DeclineReason.NeverAny)
        {
            Add(exact.Customer, null, null, null);
        }
    }

    private void Add(Consent consent)
    {
        var root = rootOf(consent.Customer);
        if (!session.Root(root).Consents.Any(row => row.Customer == consent.Customer && string.Equals(row.Id, consent.Id, StringComparison.Ordinal)))
        {
            session.Changes.Add(root, consent with { From = LedgerTime.Truncate(consent.From), To = consent.To is { } to ? LedgerTime.Truncate(to) : null });
            _written++;
        }
    }

    private void Add(CustomerId? customer, ContactPointHash? point, string? channel, ContactPurpose? purpose)
    {
        ContactPointHash[] subjects = [.. new[] { customer is { } who ? hashOf(tenant, who) : (ContactPointHash?)null, point }.OfType<ContactPointHash>()];
        ContactPointHash[] news = [.. subjects.Where(subject => _objections.Add((subject, channel, purpose)) && !IsKnown(subject))];
        _written += news.Length > 0 ? 1 : 0;
        foreach (ContactPointHash subject in customer is null ? news : [])
        {
            ObjectionStep.Add(session, null, subject, channel, purpose);
        }

        if (customer is { } known && news.Length > 0)
        {
            ObjectionStep.Run(session, new CustomerRef(tenant, rootOf(known), known), news, channel, purpose);
        }

        bool IsKnown(ContactPointHash subject) => session.View.Objections.Any(row =>
            row.Subject == subject && row.LiftedFor.Count == 0 && row.Purpose == purpose && string.Equals(row.Channel, channel, StringComparison.Ordinal));
    }

    private Offer? Find(CustomerId customer, string id) => _offers.TryGetValue((customer, id), out Offer? offer) ? offer
        : session.Root(rootOf(customer)).Offers.FirstOrDefault(row => row.Customer == customer && string.Equals(row.Id, id, StringComparison.Ordinal));

    private Offer? Rival(Offer offer) => !offer.IsOpenAt(session.Now) ? null : All(offer.Customer).FirstOrDefault(other =>
        !string.Equals(other.Id, offer.Id, StringComparison.Ordinal)
        && string.Equals(other.EquivalenceSet, offer.EquivalenceSet, StringComparison.Ordinal) && other.IsOpenAt(session.Now));

    private IEnumerable<Offer> All(CustomerId customer) => _offers.Values.Where(offer => offer.Customer == customer)
        .Concat(session.Root(rootOf(customer)).Offers.Where(offer => offer.Customer == customer && !_offers.ContainsKey((customer, offer.Id))));

    private void Put(Offer offer)
    {
        _offers[(offer.Customer, offer.Id)] = offer;
        session.Changes.Put(rootOf(offer.Customer), offer);
    }
}
