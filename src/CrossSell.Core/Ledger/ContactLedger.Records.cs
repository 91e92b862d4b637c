namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>Writes down a contact that happened without a reservation: a customer's call, or history from elsewhere. It is not judged, but it counts.</summary>
    /// <param name="request">The contact; <see cref="ContactRequest.At"/> may lie in the past, volumes are not taken.</param>
    /// <param name="state">Sent, Delivered, Answered, Bounced, NoAnswer or Unknown.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>Accepted, also when it was recorded before; or a conflict of keys.</returns>
    /// <exception cref="ArgumentException">The request is not valid, takes from volumes, or the state is none of those.</exception>
    public ValueTask<Reservation> RecordContactAsync(ContactRequest request, ContactState state, CancellationToken cancellationToken = default)
    {
        PreparedRequest prepared = Prepare(request);
        if (request.Volumes.Count > 0)
        {
            throw new ArgumentException("A contact that happened without a reservation takes nothing from volumes.", nameof(request));
        }

        if (state < ContactState.Unknown || ContactStates.GaveUp(state) || !Enum.IsDefined(state))
        {
            throw new ArgumentException($"{state} is not what a contact that happened can be; Sent, Delivered, Answered, Bounced, NoAnswer or Unknown is.", nameof(state));
        }

        return RunAsync(Select([prepared]), session =>
        {
            if (session.Find(prepared.Root, prepared.Id) is { } known)
            {
                bool same = string.Equals(known.Fingerprint, prepared.Fingerprint, StringComparison.Ordinal);
                return new Reservation { Outcome = same ? ReservationOutcome.Accepted : ReservationOutcome.IdempotencyConflict, Contact = known, IsReplay = same };
            }

            Contact contact = prepared.Happened(session.Now, state);
            session.Put(contact);
            return new Reservation { Outcome = ReservationOutcome.Accepted, Contact = contact };
        }, cancellationToken);
    }

    /// <summary>Adds a consent given or withdrawn. A second call with the same id adds nothing.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="consent">The row.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The row is another customer's.</exception>
    public async ValueTask RecordConsentAsync(CustomerRef customer, Consent consent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consent);
        ThrowIfOther(customer, consent.Customer, nameof(consent));
        await RunAsync(Select(customer), session =>
        {
            if (!session.Root(customer.Root).Consents.Any(row => row.Customer == consent.Customer && string.Equals(row.Id, consent.Id, StringComparison.Ordinal)))
            {
                session.Changes.Add(customer.Root, consent with { From = LedgerTime.Truncate(consent.From), To = Truncate(consent.To) });
            }

            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a hold, or replaces the one with the same id, as when it ends.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The hold is another customer's.</exception>
    public async ValueTask RecordHoldAsync(CustomerRef customer, Hold hold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ThrowIfOther(customer, hold.Customer, nameof(hold));
        await RunAsync(Select(customer), session =>
        {
            session.Changes.Put(customer.Root, hold with { From = LedgerTime.Truncate(hold.From), To = Truncate(hold.To) });
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a change of class.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The change is another customer's.</exception>
    public async ValueTask RecordClassChangeAsync(CustomerRef customer, ClassChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        ThrowIfOther(customer, change.Customer, nameof(change));
        await RunAsync(Select(customer), session =>
        {
            session.Changes.Add(customer.Root, change with { At = LedgerTime.Truncate(change.At), PausedUntil = Truncate(change.PausedUntil) });
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes down an objection of a customer, and of the contact point if it is known, and releases what it stops of the customer's open
    /// reservations, all at once. From then on nothing it stops is reserved or dispatched, also when the customer is erased and comes back.
    /// </summary>
    /// <param name="customer">Who objected.</param>
    /// <param name="contactPoint">The address or number too, or null.</param>
    /// <param name="channel">The only channel it is about, or null for all.</param>
    /// <param name="purpose">The only purpose it is about, or null for direct marketing.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>The contacts released.</returns>
    public ValueTask<IReadOnlyList<Contact>> RecordObjectionAsync(
        CustomerRef customer, string? contactPoint = null, string? channel = null, ContactPurpose? purpose = null, CancellationToken cancellationToken = default)
    {
        List<ContactPointHash> subjects = [HashOf(customer.Tenant, customer.Customer)];
        if (contactPoint is not null)
        {
            subjects.Add(HashOf(contactPoint));
        }

        LedgerSelection selection = Select(customer) with { Horizon = null, ObjectionSubjects = subjects };
        return RunAsync(selection, session => ObjectionStep.Run(session, customer, subjects, channel, purpose), cancellationToken);
    }

    /// <summary>Writes down the objection of a contact point whose customer is unknown.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="contactPoint">The address or number.</param>
    /// <param name="channel">The only channel it is about, or null for all.</param>
    /// <param name="purpose">The only purpose it is about, or null for direct marketing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask RecordObjectionAsync(
        string tenant, string contactPoint, string? channel = null, ContactPurpose? purpose = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var subject = HashOf(contactPoint);
        var selection = new LedgerSelection { Tenant = tenant, Roots = [], ObjectionSubjects = [subject] };
        await RunAsync(selection, session =>
        {
            ObjectionStep.Add(session, null, subject, channel, purpose);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Defines a shared volume, or changes its cap; what is used stays as it is.</summary>
    /// <param name="tenant">Whose volume.</param>
    /// <param name="name">Its name and period.</param>
    /// <param name="cap">How much there is; 0 means none.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cap"/> is negative.</exception>
    public ValueTask<Volume> SetVolumeAsync(string tenant, VolumeKey name, long cap, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfNegative(cap);
        var selection = new LedgerSelection { Tenant = tenant, Roots = [], Volumes = [name] };
        return RunAsync(selection, session =>
        {
            var volume = new Volume(name, session.View.Volume(name)?.Used ?? 0, cap);
            session.Changes.Put(volume);
            return volume;
        }, cancellationToken);
    }

    /// <summary>What the ledger holds of a customer and the others under his root, as of now and without a lock.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<RootView> ReadAsync(CustomerRef customer, CancellationToken cancellationToken = default)
    {
        LedgerView view = await _store.ReadAsync(Select(customer) with { Horizon = null, WithOffers = true }, cancellationToken).ConfigureAwait(false);
        return view.Root(customer.Root);
    }

    private static DateTimeOffset? Truncate(DateTimeOffset? instant) => instant is { } known ? LedgerTime.Truncate(known) : null;

    private static void ThrowIfOther(CustomerRef customer, CustomerId owner, string parameter)
    {
        if (customer.Customer != owner)
        {
            throw new ArgumentException("The row belongs to another customer than the one named.", parameter);
        }
    }

    private LedgerSelection Select(CustomerRef customer) => Select(customer.Tenant, customer.Root, [SubjectKey.Of(customer.Customer)]);
}
