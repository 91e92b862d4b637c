namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>
    /// The last look before something is sent: expiry, consent, objections, holds, quiet hours. When it says yes, the contact counts until it is
    /// committed or released, and the caller alone may send it.
    /// </summary>
    /// <param name="reservation">What <see cref="ReserveAsync(ContactRequest, CancellationToken)"/> accepted.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer: nothing may be sent, also when the fault is <see cref="LedgerFault.OutcomeUnknown"/>.</exception>
    public ValueTask<Dispatch> BeginDispatchAsync(Contact reservation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        return BeginDispatchAsync(ContactRef.Of(reservation), reservation.Fence, cancellationToken);
    }

    /// <summary>The same by name and fence, for a worker that got no more than these.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="fence">The <see cref="Contact.Fence"/> that the reservation had.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer: nothing may be sent.</exception>
    public async ValueTask<Dispatch> BeginDispatchAsync(ContactRef contact, long fence, CancellationToken cancellationToken = default)
    {
        // Whose objections matter stands in the contact, and never changes.
        LedgerSelection selection = Select(contact.Tenant, contact.Root, [], contact.Id);
        LedgerView seen = await _store.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
        Contact? known = seen.Root(contact.Root).Contacts.FirstOrDefault(row => row.Id == contact.Id);
        if (known is null)
        {
            return new Dispatch { Outcome = DispatchOutcome.NotFound };
        }

        ContactPointHash customer = HashOf(known.Tenant, known.Customer);
        selection = selection with { ObjectionSubjects = known.ContactPoint is { } point ? [customer, point] : [customer] };
        return await RunAsync(selection, session => _dispatch.Run(session, contact, fence, customer), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what became of a contact that was dispatched. Safe to repeat; more may be learned later (sent, delivered, answered).</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="outcome">Sent, Delivered, Answered, Bounced, NoAnswer, or Unknown.</param>
    /// <param name="fence">The fence that <see cref="Dispatch.Contact"/> had, to refuse a stale worker; null when somebody else reports, such as a provider's receipt.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcome"/> is none of those.</exception>
    /// <exception cref="LedgerException">The store could not answer; the contact counts until it is asked again.</exception>
    public ValueTask<Settlement> CommitAsync(ContactRef contact, ContactState outcome, long? fence = null, CancellationToken cancellationToken = default)
    {
        if (outcome is not (ContactState.Unknown or ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.Bounced or ContactState.NoAnswer))
        {
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "A contact is committed as Sent, Delivered, Answered, Bounced, NoAnswer or Unknown.");
        }

        return RunAsync(Select(contact.Tenant, contact.Root, [], contact.Id), session => SettleStep.Commit(session, contact, outcome, fence), cancellationToken);
    }

    /// <summary>Gives a slot back. Safe to repeat.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="notSent">
    /// True when the caller is certain that nothing was sent, which alone frees a contact whose dispatch had begun; false frees only one that still waits.
    /// </param>
    /// <param name="fence">The fence held, to refuse a stale worker; null for anybody.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer; the contact counts until it is asked again.</exception>
    public ValueTask<Settlement> ReleaseAsync(ContactRef contact, bool notSent = false, long? fence = null, CancellationToken cancellationToken = default) =>
        RunAsync(Select(contact.Tenant, contact.Root, [], contact.Id), session => SettleStep.Release(session, contact, notSent, fence), cancellationToken);

    /// <summary>
    /// Finds contacts whose dispatch began long ago and was never settled, as after a crash, and marks them Unknown: they count, and are not
    /// sent again. Whoever learns the truth later commits or releases them.
    /// </summary>
    /// <param name="tenant">Whose contacts.</param>
    /// <param name="olderThan">How long ago dispatch must have begun; longer than any send takes.</param>
    /// <param name="limit">The most that one call looks at, the oldest first.</param>
    /// <param name="cancellationToken">Ends the call; what was marked stays marked.</param>
    /// <returns>The contacts marked by this call.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="olderThan"/> is negative, or <paramref name="limit"/> is below 1.</exception>
    public async ValueTask<IReadOnlyList<Contact>> ReconcileAsync(
        string tenant, TimeSpan olderThan, int limit = 1000, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(olderThan, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        DateTimeOffset since = await _store.GetNowAsync(cancellationToken).ConfigureAwait(false) - olderThan;
        var query = new ContactQuery { Tenant = tenant, State = ContactState.Dispatching, ChangedUntil = since, Limit = limit };
        return await ForEachAsync(query, (session, contact) => SettleStep.Lose(session, contact, since), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes reservations that ran out down as expired and gives back what they took from volumes. Limits do not wait for it.</summary>
    /// <param name="tenant">Whose contacts.</param>
    /// <param name="limit">The most that one call looks at, the oldest first.</param>
    /// <param name="cancellationToken">Ends the call; what was swept stays swept.</param>
    /// <returns>The contacts written down by this call.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public async ValueTask<IReadOnlyList<Contact>> SweepAsync(string tenant, int limit = 1000, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        DateTimeOffset now = await _store.GetNowAsync(cancellationToken).ConfigureAwait(false);
        return await SweepAsync(new ContactQuery { Tenant = tenant, State = ContactState.Reserved, ExpiredBy = now, Limit = limit }, cancellationToken)
            .ConfigureAwait(false);
    }

    private ValueTask<IReadOnlyList<Contact>> SweepAsync(ContactQuery query, CancellationToken cancellationToken) =>
        ForEachAsync(query, SettleStep.Sweep, cancellationToken);

    private async ValueTask<IReadOnlyList<Contact>> ForEachAsync(
        ContactQuery query, Func<LedgerSession, ContactRef, Contact?> step, CancellationToken cancellationToken)
    {
        List<Contact> changed = [];
        foreach (Contact found in await _store.FindAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var reference = ContactRef.Of(found);
            LedgerSelection selection = Select(query.Tenant, found.Root, [], found.Id) with
            {
                Volumes = [.. found.Volumes.Select(take => new VolumeKey(take.Key, take.Period))],
            };
            if (await RunAsync(selection, session => step(session, reference), cancellationToken).ConfigureAwait(false) is { } contact)
            {
                changed.Add(contact);
            }
        }

        return changed;
    }
}
