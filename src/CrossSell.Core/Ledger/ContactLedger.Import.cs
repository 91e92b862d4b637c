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
    /// Nothing is judged, and classes stay as they are; objections release what they stop.
    /// </summary>
    /// <param name="tenant">Whose data; the requests of contacts must name the same.</param>
    /// <param name="import">What is taken over.</param>
    /// <param name="cancellationToken">Ends the wait for the locks.</param>
    /// <returns>How much was new; or what contradicts the ledger, and then nothing was written.</returns>
    /// <exception cref="ArgumentException">A contact is not valid, names another tenant or root, or takes from volumes.</exception>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public async ValueTask<LedgerImportResult> ImportAsync(string tenant, LedgerImport import, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(import);
        (PreparedRequest Request, ContactState State)[] contacts = [.. import.Contacts.Select(row => (Prepare(row.Request), row.State))];
        if (Array.Exists(contacts, row => row.Request.Root != SubjectKey.Of(row.Request.Request.Customer) || row.Request.Request.Volumes.Count > 0
            || !string.Equals(row.Request.Request.Tenant, tenant, StringComparison.Ordinal)))
        {
            throw new ArgumentException("A contact to be imported belongs to the tenant named, has its customer as root, and takes nothing from volumes.", nameof(import));
        }

        ILookup<CustomerId, Guid> ids = contacts.ToLookup(row => row.Request.Request.Customer, row => row.Request.Id);
        IEnumerable<CustomerId> objecting = import.Objections.Select(row => row.Customer).OfType<CustomerId>()
            .Concat(import.Responses.Where(row => row.Reason == DeclineReason.NeverAny).Select(row => row.Customer));
        CustomerId[] customers =
        [
            .. ids.Select(group => group.Key).Concat(import.Offers.Select(row => row.Customer)).Concat(import.Responses.Select(row => row.Customer))
                .Concat(import.Consents.Select(row => row.Customer)).Concat(objecting).Distinct(),
        ];
        var selection = new LedgerSelection
        {
            Tenant = tenant,
            Roots = [.. customers.Select(customer => new RootSelection { Root = SubjectKey.Of(customer), Subjects = [SubjectKey.Of(customer)], ContactIds = [.. ids[customer].Distinct()] })],
            ObjectionSubjects =
            [
                .. objecting.Select(customer => HashOf(tenant, customer)).Concat(import.Objections.Select(row => row.ContactPoint).OfType<string>().Select(HashOf)).Distinct(),
            ],
            WithOffers = true,
            Horizon = import.Objections.Count > 0 || import.Responses.Any(row => row.Reason == DeclineReason.NeverAny) ? null : TimeSpan.Zero,
        };
        try
        {
            int written = await RunAsync(selection, session => new ImportStep(session, tenant, HashOf).Run(import, contacts, HashOf), cancellationToken).ConfigureAwait(false);
            return new LedgerImportResult(written, []);
        }
        catch (ImportRefusedException refused)
        {
            return new LedgerImportResult(0, refused.Conflicts);
        }
    }
}
