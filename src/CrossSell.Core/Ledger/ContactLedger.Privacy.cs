using System.Text.Json;

namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>
    /// Erases a customer: every row, the decision log included, in one transaction under his lock. What stays are keyed digests of him and of his contact points, as
    /// objections: when he, or an address of his, is imported again, direct marketing to it is refused.
    /// </summary>
    /// <param name="customer">Who.</param>
    /// <param name="contactPoints">Addresses and numbers of his beyond those his contacts went to; null for none.</param>
    /// <param name="objects">False keeps only objections made before, for a customer who may be contacted when he comes back.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>How much was erased, and which dispatches were under way; committing them finds nothing.</returns>
    /// <remarks>
    /// Limits of a household no longer count his contacts; what belongs to other members stays, also in the decision log. Rows that a ledger before schema version 2
    /// wrote about refused requests of a household do not say whose they were, and go. Volumes that waiting contacts took are given back; what was sent stays used.
    /// Safe to repeat. A store may keep deleted bytes until it is compacted.
    /// </remarks>
    /// <exception cref="LedgerException">The store could not answer; nothing was erased, unless the fault is <see cref="LedgerFault.OutcomeUnknown"/>: then ask again.</exception>
    public async ValueTask<ErasureReceipt> EraseAsync(
        CustomerRef customer, IReadOnlyList<string>? contactPoints = null, bool objects = true, CancellationToken cancellationToken = default)
    {
        ContactPointHash[] points = [.. (contactPoints ?? []).Select(HashOf)];
        ContactPointHash digest = HashOf(customer.Tenant, customer.Customer);
        LedgerSelection all = Everything(customer);
        RootView seen = (await _store.ReadAsync(all, cancellationToken).ConfigureAwait(false)).Root(customer.Root);
        Contact[] his = [.. seen.Contacts.Where(row => row.Customer == customer.Customer)];
        LedgerSelection selection = all with
        {
            ObjectionSubjects = [.. points.Concat(his.Select(row => row.ContactPoint).OfType<ContactPointHash>()).Append(digest).Distinct()],
            Volumes = [.. his.Where(row => ContactStates.IsWaiting(row.State)).SelectMany(row => row.Volumes).Select(take => new VolumeKey(take.Key, take.Period)).Distinct()],
        };
        return await RunAsync(selection, session => EraseStep.Run(session, customer, points, digest, objects), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything stored of a customer, for his right to know it: rows and the decision log; of a household only what is his.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<RootView> ReadAllAsync(CustomerRef customer, CancellationToken cancellationToken = default)
    {
        LedgerView view = await _store.ReadAsync(Everything(customer), cancellationToken).ConfigureAwait(false);
        return EraseStep.Of(view.Root(customer.Root), customer.Customer, HashOf(customer.Tenant, customer.Customer), alsoNameless: false);
    }

    /// <summary>Writes everything stored of a customer as one JSON object in UTF-8, the same bytes for the same rows.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="output">Where to; flushed, and left open.</param>
    /// <param name="contactPoints">Addresses and numbers of his whose objections are wanted beyond those his contacts went to; null for none.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The store could not answer; nothing was written.</exception>
    public async ValueTask ExportAsync(CustomerRef customer, Stream output, IReadOnlyList<string>? contactPoints = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        RootView seen = await ReadAllAsync(customer, cancellationToken).ConfigureAwait(false);
        LedgerSelection selection = Everything(customer) with
        {
            ObjectionSubjects =
            [
                .. (contactPoints ?? []).Select(HashOf).Concat(seen.Contacts.Select(row => row.ContactPoint).OfType<ContactPointHash>())
                    .Append(HashOf(customer.Tenant, customer.Customer)).Distinct(),
            ],
        };
        LedgerView view = await _store.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
        RootView rows = EraseStep.Of(view.Root(customer.Root), customer.Customer, HashOf(customer.Tenant, customer.Customer), alsoNameless: false);
        List<(string Hash, string Json)> policies = [];
        foreach (string hash in rows.Decisions.Select(row => row.PolicyHash).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await _store.ReadPolicyAsync(hash, cancellationToken).ConfigureAwait(false) is { } policy)
            {
                policies.Add((hash, policy));
            }
        }

        var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        await using (json.ConfigureAwait(false))
        {
            CustomerExport.Write(json, customer, view.Now, rows, view.ObjectionRows, policies);
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The text of the policy that a row of the decision log names.</summary>
    /// <param name="policyHash">The row's <see cref="DecisionRecord.PolicyHash"/>.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The policy as JSON, which <c>PolicySet.FromJson</c> reads; null when the ledger has never decided under it.</returns>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<string?> ReadPolicyAsync(string policyHash, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(policyHash);
        return _store.ReadPolicyAsync(policyHash, cancellationToken);
    }

    private LedgerSelection Everything(CustomerRef customer) => Select(customer) with { Horizon = null, WithOffers = true, WithLog = true };
}
