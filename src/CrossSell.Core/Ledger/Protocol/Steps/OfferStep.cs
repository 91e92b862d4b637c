namespace CrossSell.Ledger;

/// <summary>Offers and answers, each with what follows from it.</summary>
internal static class OfferStep
{
    public static Offer? Record(LedgerSession session, SubjectKey root, Offer offer)
    {
        Offer? other = !offer.IsOpenAt(session.Now) ? null : session.Root(root).Offers.FirstOrDefault(known =>
            !string.Equals(known.Id, offer.Id, StringComparison.Ordinal) && known.Customer == offer.Customer
            && string.Equals(known.EquivalenceSet, offer.EquivalenceSet, StringComparison.Ordinal) && known.IsOpenAt(session.Now));
        if (other is null)
        {
            Expire(session, root, offer);
            session.Changes.Put(root, offer);
        }

        return other;
    }

    public static ResponseReceipt Answer(LedgerSession session, CustomerRef customer, OfferResponse response, ClassRule? classRule, ContactPointHash subject)
    {
        RootView root = session.Root(customer.Root);
        OfferResponse[] known = [.. root.Responses.Where(row => row.Customer == customer.Customer)];
        Offer? offer = root.Offers.FirstOrDefault(row => row.Customer == customer.Customer && string.Equals(row.Id, response.OfferId, StringComparison.Ordinal));
        if (root.Responses.FirstOrDefault(row => string.Equals(row.Id, response.Id, StringComparison.Ordinal)) is { } same)
        {
            return new ResponseReceipt(same == response ? ResponseOutcome.Recorded : ResponseOutcome.Conflict, offer, null, []);
        }

        if (offer is null)
        {
            return new ResponseReceipt(ResponseOutcome.OfferNotFound, null, null, []);
        }

        session.Changes.Add(customer.Root, response);
        Offer answered = After(offer, response);
        if (answered != offer)
        {
            session.Changes.Put(customer.Root, answered);
        }

        ClassChange? change = classRule?.Invoke(
            [.. known.Append(response).OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal)],
            [.. root.ClassChanges.Where(row => row.Customer == customer.Customer)],
            response,
            session.Now);
        if (change is not null)
        {
            change = change with { At = LedgerTime.Truncate(change.At), PausedUntil = change.PausedUntil is { } until ? LedgerTime.Truncate(until) : null };
            session.Changes.Add(customer.Root, change);
        }

        IReadOnlyList<Contact> released = response.Reason == DeclineReason.NeverAny
            ? ObjectionStep.Run(session, customer, [subject], null, null)
            : [];
        return new ResponseReceipt(ResponseOutcome.Recorded, answered, change, released);
    }

    /// <summary>The offer that an answer speaks of when nobody wrote it down: shown then, and once.</summary>
    public static Offer MadeBy(OfferResponse response) => new()
    {
        Id = response.OfferId,
        Customer = response.Customer,
        Product = response.Product,
        EquivalenceSet = response.Product.Value,
        Price = response.Price,
        State = OfferState.Expired,
        CreatedAt = response.At,
        Presentations = 1,
        LastPresentedAt = response.At,
    };

    /// <summary>The offer with its instants in whole microseconds.</summary>
    public static Offer Exact(Offer offer) => offer with
    {
        CreatedAt = LedgerTime.Truncate(offer.CreatedAt),
        ValidUntil = Truncate(offer.ValidUntil),
        FollowUpAt = Truncate(offer.FollowUpAt),
        LastPresentedAt = Truncate(offer.LastPresentedAt),
    };

    private static DateTimeOffset? Truncate(DateTimeOffset? instant) => instant is { } known ? LedgerTime.Truncate(known) : null;

    public static Offer After(Offer offer, OfferResponse response) => response.Kind switch
    {
        OfferResponseKind.Accepted => offer with { State = OfferState.Accepted, FollowUpAt = null },
        OfferResponseKind.Declined when response.Reason == DeclineReason.Postponed && response.Until is { } until =>
            offer with { State = OfferState.Postponed, FollowUpAt = until },
        OfferResponseKind.Declined => offer with { State = OfferState.Declined, FollowUpAt = null },
        OfferResponseKind.Postponed => offer with { State = OfferState.Postponed, FollowUpAt = response.Until },
        _ => offer,
    };

    // Offers that ran out are written down as such, so that a store may hold a unique index on open ones.
    private static void Expire(LedgerSession session, SubjectKey root, Offer newest)
    {
        foreach (Offer known in session.Root(root).Offers)
        {
            bool rival = known.Customer == newest.Customer && string.Equals(known.EquivalenceSet, newest.EquivalenceSet, StringComparison.Ordinal);
            if (rival && known.State is OfferState.Presented or OfferState.Open or OfferState.Postponed && !known.IsOpenAt(session.Now))
            {
                session.Changes.Put(root, known with { State = OfferState.Expired });
            }
        }
    }
}
