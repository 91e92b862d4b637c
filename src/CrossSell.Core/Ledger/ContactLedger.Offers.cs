namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>Writes down an offer, or what became of it. At most one offer per customer and equivalence set is open.</summary>
    /// <param name="customer">To whom.</param>
    /// <param name="offer">The offer as it stands now.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>Null when it was written; else the other offer of the same equivalence set that is still open, and nothing was written.</returns>
    /// <exception cref="ArgumentException">The offer is another customer's.</exception>
    public ValueTask<Offer?> RecordOfferAsync(CustomerRef customer, Offer offer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ThrowIfOther(customer, offer.Customer, nameof(offer));
        Offer exact = OfferStep.Exact(offer);
        return RunAsync(Select(customer) with { WithOffers = true }, session => OfferStep.Record(session, customer.Root, exact), cancellationToken);
    }

    /// <summary>
    /// Writes down an answer, with what follows from it, in one transaction: the offer's state, the customer's class, and for
    /// <see cref="DeclineReason.NeverAny"/> the objection with the release of open reservations.
    /// </summary>
    /// <param name="customer">Who answered.</param>
    /// <param name="response">The answer; written once, however often it is sent.</param>
    /// <param name="classRule">Says from all answers, the new one last, whether the class changes; null when nothing does.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>What was written, and what followed from it.</returns>
    /// <exception cref="ArgumentException">The answer is another customer's, or contradicts itself.</exception>
    public ValueTask<ResponseReceipt> RecordResponseAsync(
        CustomerRef customer, OfferResponse response, ClassRule? classRule = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ThrowIfOther(customer, response.Customer, nameof(response));
        if (response.Kind != OfferResponseKind.Declined && response.Reason != DeclineReason.None)
        {
            throw new ArgumentException($"The answer is {response.Kind} and yet has the decline reason {response.Reason}.", nameof(response));
        }

        if (response.Kind == OfferResponseKind.Postponed && response.Until is null)
        {
            throw new ArgumentException("The answer is Postponed and names no day; Until must be given.", nameof(response));
        }

        OfferResponse exact = response with { At = LedgerTime.Truncate(response.At), Until = Truncate(response.Until) };
        var subject = HashOf(customer.Tenant, customer.Customer);
        LedgerSelection selection = Select(customer) with { WithOffers = true, Horizon = null, ObjectionSubjects = [subject] };
        return RunAsync(selection, session => OfferStep.Answer(session, customer, exact, classRule, subject), cancellationToken);
    }
}
