using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A store with one mistake.</summary>
internal sealed class KnownBadStore(ILedgerStore inner, Mistake mistake, TimeProvider clock) : LedgerStoreDecorator(inner)
{
    private int _writes;

    public override async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        if (mistake == Mistake.ReadsBeforeLocking)
        {
            var stale = new LedgerChanges();
            T result = decide(await Inner.ReadAsync(selection, cancellationToken).ConfigureAwait(false), stale);
            await Task.Yield();
            await Inner.UpdateAsync(selection, (_, changes) => Copy(stale, changes), cancellationToken).ConfigureAwait(false);
            return result;
        }

        if (mistake == Mistake.WritesHalf)
        {
            var half = new LedgerChanges();
            try
            {
                return await Inner.UpdateAsync(selection, (view, changes) =>
                {
                    half = changes;
                    return decide(view, changes);
                }, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not LedgerException)
            {
                await Inner.UpdateAsync(selection, (_, changes) => Copy(half, changes), cancellationToken).ConfigureAwait(false);
                throw;
            }
        }

        if (mistake == Mistake.ReadsObjectionsBeforeLocking)
        {
            LedgerView early = await Inner.ReadAsync(selection with { Roots = [] }, cancellationToken).ConfigureAwait(false);
            return await Inner.UpdateAsync(
                selection,
                (view, changes) => decide(
                    new LedgerView(view.Now, selection.Roots.Select(root => view.Root(root.Root)), early.ObjectionRows, selection.Volumes.Select(view.Volume).OfType<Volume>()), changes),
                cancellationToken).ConfigureAwait(false);
        }

        return await Inner.UpdateAsync(Bend(selection), (view, changes) =>
        {
            if (mistake == Mistake.LosesWrites && Interlocked.Increment(ref _writes) % 3 == 0)
            {
                return decide(view, new LedgerChanges());
            }

            if (mistake is Mistake.RoundsInstants or Mistake.ForgetsVolumes)
            {
                var exact = new LedgerChanges();
                T result = decide(Bend(selection, view), exact);
                Copy(exact, changes);
                return result;
            }

            return decide(Bend(selection, view), changes);
        }, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default) =>
        mistake == Mistake.TakesAnyKey ? value : await Inner.ClaimAsync(name, value, cancellationToken).ConfigureAwait(false);

    public override async ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default) =>
        Bend(selection, await Inner.ReadAsync(Bend(selection), cancellationToken).ConfigureAwait(false));

    public override async ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<SubjectKey> page = await Inner.FindRootsAsync(tenant, after, limit, cancellationToken).ConfigureAwait(false);
        return mistake == Mistake.SkipsRoots && after is not null ? [.. page.Skip(1)] : page;
    }

    public override ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default) =>
        mistake == Mistake.LosesPolicies ? ValueTask.CompletedTask : Inner.KeepPolicyAsync(hash, json, cancellationToken);

    private LedgerSelection Bend(LedgerSelection selection) => mistake switch
    {
        Mistake.IgnoresRoots => selection with { Roots = [.. selection.Roots.Select(root => root with { Subjects = [] })] },
        _ => selection,
    };

    private LedgerView Bend(LedgerSelection selection, LedgerView view) => mistake switch
    {
        Mistake.ForgetsKeys => Rebuild(selection, view, root => root with { Contacts = [.. root.Contacts.Where(c => selection.Since(view.Now) is { } since && c.At >= since && !selection.Roots.Any(r => r.ContactIds.Contains(c.Id)))] }, view.Now),
        Mistake.LetsTimeRunBack => Rebuild(selection, view, root => root, LedgerTime.Truncate(clock.GetUtcNow())),
        Mistake.ForgetsObjections => new LedgerView(view.Now, selection.Roots.Select(root => view.Root(root.Root)), [], selection.Volumes.Select(view.Volume).OfType<Volume>()),
        _ => view,
    };

    private static LedgerView Rebuild(LedgerSelection selection, LedgerView view, Func<RootView, RootView> bend, DateTimeOffset now) =>
        new(now, selection.Roots.Select(root => bend(view.Root(root.Root))), view.ObjectionRows, selection.Volumes.Select(view.Volume).OfType<Volume>());

    private bool Copy(LedgerChanges from, LedgerChanges to)
    {
        foreach (Contact contact in from.Contacts)
        {
            to.Put(mistake == Mistake.RoundsInstants ? contact with { At = new DateTimeOffset(contact.At.UtcTicks / 10_000 * 10_000, TimeSpan.Zero) } : contact);
        }

        foreach (Volume volume in from.Volumes)
        {
            to.Put(mistake == Mistake.ForgetsVolumes ? volume with { Used = 0 } : volume);
        }

        foreach (DecisionRecord row in from.Decisions)
        {
            to.Add(row);
        }

        foreach ((SubjectKey? root, Objection row) in from.Objections)
        {
            to.Add(root, row);
        }

        foreach ((SubjectKey root, Consent row) in from.Consents)
        {
            to.Add(root, row);
        }

        foreach ((SubjectKey root, ConsentUse row) in from.ConsentUses)
        {
            to.Add(root, row);
        }

        foreach ((SubjectKey root, Hold row) in from.Holds)
        {
            to.Put(root, row);
        }

        foreach ((SubjectKey root, ClassChange row) in from.ClassChanges)
        {
            to.Add(root, row);
        }

        foreach ((SubjectKey root, Offer row) in from.Offers)
        {
            to.Put(root, row);
        }

        foreach ((SubjectKey root, OfferResponse row) in from.Responses)
        {
            to.Add(root, row);
        }

        foreach (LedgerRemoval removal in from.Removals)
        {
            to.Remove(removal);
        }

        return true;
    }
}
