namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>Takes a slot for one contact, if the rules, the objections and the volumes allow it. Safe to repeat with the same request.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>The slot, or every reason against it. Refusals are not remembered under the key: asked later, it is judged anew.</returns>
    /// <exception cref="ArgumentException">The request is not valid; the message lists every failure.</exception>
    /// <exception cref="LedgerException">The store could not answer: nothing is allowed.</exception>
    public ValueTask<Reservation> ReserveAsync(ContactRequest request, CancellationToken cancellationToken = default)
    {
        PreparedRequest prepared;
        try
        {
            prepared = Prepare(request);
        }
        catch (ArgumentException failure)
        {
            return ValueTask.FromException<Reservation>(failure);
        }

        return ReserveOneAsync(prepared, cancellationToken);
    }

    /// <summary>Takes slots for several contacts of one tenant.</summary>
    /// <param name="requests">What is asked; answers come in the same order.</param>
    /// <param name="mode">Whether each is decided on its own or all together.</param>
    /// <param name="cancellationToken">Ends the wait for the locks; requests decided before keep their slots.</param>
    /// <exception cref="ArgumentException">A request is not valid, or they belong to several tenants.</exception>
    /// <exception cref="LedgerException">The store could not answer: nothing is allowed that was not answered before.</exception>
    public async ValueTask<IReadOnlyList<Reservation>> ReserveAsync(
        IReadOnlyList<ContactRequest> requests, BatchMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        PreparedRequest[] prepared = [.. requests.Select(Prepare)];
        if (prepared.Select(request => request.Request.Tenant).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new ArgumentException("The requests belong to several tenants; a batch is for one.", nameof(requests));
        }

        return prepared.Length == 0 ? []
            : mode == BatchMode.AllOrNothing ? await ReserveAllAsync(prepared, cancellationToken).ConfigureAwait(false)
            : await ReserveEachAsync(prepared, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Reservation> ReserveOneAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        LedgerSelection selection = Select(request);
        if (_checksFirst && !request.Request.MayBump)
        {
            // A look without a lock may only refuse: what it saw was true at an instant of this call.
            LedgerView seen = await _store.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
            Reservation early = _reserve.Run(new LedgerSession(selection, seen, new LedgerChanges()), request);
            if (early.Outcome == ReservationOutcome.Refused && request.Request.Volumes.Count == 0)
            {
                return early;
            }
        }

        Func<LedgerSession, Reservation> step = session => _reserve.Run(session, request);
        Reservation result = await RunAsync(selection, step, asksAgain: true, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == ReservationOutcome.Refused && request.Request.Volumes.Count > 0 && await SweepVolumesAsync(request, cancellationToken).ConfigureAwait(false))
        {
            result = await RunAsync(selection, step, asksAgain: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Each in its own transaction; several under way at once, so that a store can commit them together. Requests of one root keep their order.</summary>
    private async ValueTask<IReadOnlyList<Reservation>> ReserveEachAsync(PreparedRequest[] requests, CancellationToken cancellationToken)
    {
        const int AtOnce = 64;
        var results = new Reservation[requests.Length];
        var roots = new Queue<int[]>(Enumerable.Range(0, requests.Length).GroupBy(i => requests[i].Root).Select(group => group.ToArray()));
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, roots.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        return results;

        async Task WorkAsync()
        {
            while (Next() is { } rows)
            {
                foreach (int row in rows)
                {
                    results[row] = await ReserveOneAsync(requests[row], cancellationToken).ConfigureAwait(false);
                }
            }
        }

        int[]? Next()
        {
            lock (gate)
            {
                return roots.TryDequeue(out int[]? rows) ? rows : null;
            }
        }
    }

    private async ValueTask<IReadOnlyList<Reservation>> ReserveAllAsync(PreparedRequest[] requests, CancellationToken cancellationToken)
    {
        LedgerSelection selection = Select(requests);
        try
        {
            return await RunAsync(selection, All, asksAgain: true, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchRefusedException refused)
        {
            return refused.Results;
        }

        IReadOnlyList<Reservation> All(LedgerSession session)
        {
            Reservation[] results = [.. requests.Select(request => _reserve.Run(session, request))];

            // Thrown, so that the store writes nothing of what the accepted ones put down.
            return results.All(result => result.IsAccepted) ? results : throw new BatchRefusedException(
                [.. results.Select(result => result.IsAccepted && !result.IsReplay ? new Reservation { Outcome = ReservationOutcome.BatchRefused } : result)]);
        }
    }

    private async ValueTask<bool> SweepVolumesAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        bool any = false;
        DateTimeOffset now = await _store.GetNowAsync(cancellationToken).ConfigureAwait(false);
        foreach (VolumeTake take in request.Request.Volumes)
        {
            IReadOnlyList<Contact> swept = await SweepAsync(
                new ContactQuery
                {
                    Tenant = request.Request.Tenant, State = ContactState.Reserved, ExpiredBy = now, Volume = new VolumeKey(take.Key, take.Period), Limit = 100,
                },
                cancellationToken).ConfigureAwait(false);
            any |= swept.Count > 0;
        }

        return any;
    }
}
