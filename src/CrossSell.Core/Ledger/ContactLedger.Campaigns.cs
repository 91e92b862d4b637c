namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>The rules that decide.</summary>
    internal IContactAdmission Rules => _rules;

    /// <summary>
    /// Writes down a contact that is not made, because its customer is in a control group: judged like every other, so that both groups could have been contacted alike, but it takes
    /// no slot, counts in no limit and is never sent. The decision log says why.
    /// </summary>
    /// <param name="request">The contact that would have been made; volumes it names are noted and not taken.</param>
    /// <param name="code">Why it is not made, such as <see cref="ReasonCodes.ControlGroup"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>Accepted when it is written down, now or by an earlier call; refused with the reasons where the contact could not have been made.</returns>
    /// <exception cref="ArgumentException">The request is not valid, or there is no code.</exception>
    /// <exception cref="LedgerException">The store could not answer; nothing was written.</exception>
    public ValueTask<Reservation> RecordGhostAsync(ContactRequest request, string code, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        PreparedRequest prepared = Prepare(request);
        return RunAsync(Select([prepared]), session => GhostStep.Run(session, _judge, prepared, code), cancellationToken);
    }

    /// <summary>A page of contacts over all roots.</summary>
    internal ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken) => _store.FindAsync(query, cancellationToken);

    /// <summary>Contacts of a campaign whose dispatch began long ago are marked Unknown.</summary>
    internal async ValueTask<IReadOnlyList<Contact>> ReconcileCampaignAsync(string tenant, string campaign, TimeSpan olderThan, CancellationToken cancellationToken)
    {
        DateTimeOffset since = await _store.GetNowAsync(cancellationToken).ConfigureAwait(false) - olderThan;
        var query = new ContactQuery { Tenant = tenant, Campaign = campaign, State = ContactState.Dispatching, ChangedUntil = since, Limit = int.MaxValue };
        return await ForEachAsync(query, (session, contact) => SettleStep.Lose(session, contact, since), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The store's clock.</summary>
    internal ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken) => _store.GetNowAsync(cancellationToken);
}
