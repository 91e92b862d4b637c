namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    private const int RootsAtOnce = 16;
    private const int RootsInPage = 1000;

    /// <summary>
    /// Deletes what is past its period, customer by customer, each in one transaction under his lock. No verdict changes by it, at this instant or later: contacts that
    /// a limit could count, waiting and dispatching ones, permissions, classes and answers that decide stay, and so do all objections.
    /// </summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="policy">The periods.</param>
    /// <param name="preview">True to look and delete nothing: what the receipt tells is what would go.</param>
    /// <param name="cancellationToken">Ends the purge; what was deleted stays deleted. Safe to repeat.</param>
    /// <returns>What was deleted.</returns>
    /// <remarks>
    /// How far back limits look is told by the rules of this ledger: purge with the rules that decide, and give contacts a period no shorter than the longest window
    /// that will ever be asked for. Volumes stay. A store may keep deleted bytes until it is compacted. O(rows of the tenant).
    /// </remarks>
    /// <exception cref="ArgumentException">The policy is not valid; or contacts have a period while the rules count contacts of any age.</exception>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public async ValueTask<PurgeReceipt> PurgeAsync(string tenant, RetentionPolicy policy, bool preview = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(policy);
        ThrowIfAny(policy.Validate(), nameof(policy));
        if (policy.Contacts is not null && _rules.Horizon is null)
        {
            throw new ArgumentException(
                "Contacts has a period, but the rules count contacts of any age, as limits for life, per campaign or per offer do; leave Contacts null to keep them.", nameof(policy));
        }

        var receipt = new PurgeReceipt { At = await _store.GetNowAsync(cancellationToken).ConfigureAwait(false) };
        var gate = new Lock();
        SubjectKey? last = null;
        while (await _store.FindRootsAsync(tenant, last, RootsInPage, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = RootsAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(page, options, async (root, token) =>
            {
                PurgeReceipt one = await PurgeAsync(tenant, root, policy, preview, token).ConfigureAwait(false);
                lock (gate)
                {
                    receipt = receipt.Plus(one);
                }
            }).ConfigureAwait(false);
            last = page[^1];
        }

        return receipt;
    }

    private async ValueTask<PurgeReceipt> PurgeAsync(string tenant, SubjectKey root, RetentionPolicy policy, bool preview, CancellationToken cancellationToken)
    {
        // Most customers have nothing to delete: a look without the lock says so.
        LedgerSelection selection = Select(tenant, root, []) with { Horizon = null, WithOffers = true, WithLog = true };
        LedgerView seen = await _store.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
        selection = selection with
        {
            Volumes =
            [
                .. seen.Root(root).Contacts.Where(row => row.State == ContactState.Reserved && row.StateAt(seen.Now) == ContactState.Expired)
                    .SelectMany(row => row.Volumes).Select(take => new VolumeKey(take.Key, take.Period)).Distinct(),
            ],
        };
        if (selection.Volumes.Count > 0 && preview)
        {
            seen = await _store.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
        }

        PurgeReceipt looked = PurgeStep.Run(new LedgerSession(selection, seen, new LedgerChanges()), root, policy, _rules.Horizon);
        return preview || (looked.Rows == 0 && looked.Roots == 0) ? looked
            : await RunAsync(selection, session => PurgeStep.Run(session, root, policy, _rules.Horizon), cancellationToken).ConfigureAwait(false);
    }
}
