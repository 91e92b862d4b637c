namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>Shows what the store knows, without a lock; refused, as every call, under another key than the store's first: its objections would not be found.</summary>
    /// <param name="selection">What to show.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The store could not answer, or the key is another one.</exception>
    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return _store.ReadAsync(selection, cancellationToken);
    }

    /// <summary>
    /// Takes over what happened elsewhere: all of it in one transaction, or nothing. What the ledger has already is passed over, so a file may be imported again.
    /// Nothing is judged, and classes stay as they are; objections release what they stop. A customer belongs to the household or account that his contacts name, or that
    /// the ledger knows; else he stands for himself.
    /// </summary>
    /// <param name="tenant">Whose data; the requests of contacts must name the same.</param>
    /// <param name="import">What is taken over.</param>
    /// <param name="cancellationToken">Ends the wait for the locks.</param>
    /// <returns>How much was new; or what contradicts the ledger, and then nothing was written.</returns>
    /// <exception cref="ArgumentException">A contact is not valid, names another tenant, or takes from volumes.</exception>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public async ValueTask<LedgerImportResult> ImportAsync(string tenant, LedgerImport import, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(import);
        if (import.Contacts.Any(row => row.Request.Volumes.Count > 0 || !string.Equals(row.Request.Tenant, tenant, StringComparison.Ordinal)))
        {
            throw new ArgumentException("A contact to be imported belongs to the tenant named, and takes nothing from volumes.", nameof(import));
        }

        CustomerId[] objecting =
        [
            .. import.Objections.Select(row => row.Customer).OfType<CustomerId>()
                .Concat(import.Responses.Where(row => row.Reason == DeclineReason.NeverAny).Select(row => row.Customer)).Distinct(),
        ];
        CustomerId[] customers =
        [
            .. import.Contacts.Select(row => row.Request.Customer).Concat(import.Offers.Select(row => row.Customer)).Concat(import.Responses.Select(row => row.Customer))
                .Concat(import.Consents.Select(row => row.Customer)).Concat(objecting).Distinct(),
        ];
        ImportPlaces places = await ImportPlaces.FindAsync(_store, tenant, import, customers, cancellationToken).ConfigureAwait(false);
        if (places.Conflicts.Count > 0)
        {
            return new LedgerImportResult(0, places.Conflicts);
        }

        (PreparedRequest Request, ContactState State)[] contacts = [.. import.Contacts.Select(row => (Prepare(places.Settled(row.Request)), row.State))];
        ILookup<SubjectKey, PreparedRequest> made = contacts.Select(row => row.Request).ToLookup(row => row.Root);
        var selection = new LedgerSelection
        {
            Tenant = tenant,
            Roots =
            [
                .. customers.GroupBy(places.RootOf).Select(group => new RootSelection
                {
                    Root = group.Key,
                    Subjects = [.. group.Select(SubjectKey.Of).Concat(made[group.Key].SelectMany(row => row.Subjects)).Distinct()],
                    ContactIds = [.. made[group.Key].Select(row => row.Id).Distinct()],
                }),
            ],
            ObjectionSubjects =
            [
                .. objecting.Select(customer => HashOf(tenant, customer)).Concat(import.Objections.Select(row => row.ContactPoint).OfType<string>().Select(HashOf)).Distinct(),
            ],
            WithOffers = true,
            Horizon = import.Objections.Count > 0 || import.Responses.Any(row => row.Reason == DeclineReason.NeverAny) ? null : TimeSpan.Zero,
        };
        try
        {
            int written = await RunAsync(selection, session => new ImportStep(session, tenant, places.RootOf, HashOf).Run(import, contacts, HashOf), cancellationToken).ConfigureAwait(false);
            return new LedgerImportResult(written, []);
        }
        catch (ImportRefusedException refused)
        {
            return new LedgerImportResult(0, refused.Conflicts);
        }
    }
}
