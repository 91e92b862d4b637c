using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CrossSell.Ledger;

/// <summary>A ledger that lives as long as its process: for tests, simulation, and a single instance that can afford to forget.</summary>
/// <remarks>Thread-safe: one lock for each root and volume, taken in order, so that different customers do not wait for one another.</remarks>
public sealed partial class InMemoryLedgerStore : ILedgerStore
{
    private readonly ConcurrentDictionary<(string Tenant, SubjectKey Subject), SubjectKey> _homes = new();
    private readonly ConcurrentDictionary<(string Tenant, SubjectKey Root), RootCell> _roots = new();
    private readonly ConcurrentDictionary<(string Tenant, VolumeKey Name), VolumeCell> _volumes = new();
    private readonly ConcurrentDictionary<(string Tenant, ContactPointHash Subject), ImmutableList<Objection>> _objections = new();
    private readonly ConcurrentDictionary<string, long> _claims = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly TimeSpan _tolerance;
    private readonly Lock _time = new();
    private DateTimeOffset? _highWater;

    /// <summary>An empty ledger.</summary>
    /// <param name="clock">Gives the instants.</param>
    /// <param name="clockTolerance">How far the clock may be set back before the ledger refuses to answer; a minute when null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clockTolerance"/> is negative.</exception>
    public InMemoryLedgerStore(TimeProvider clock, TimeSpan? clockTolerance = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(clockTolerance ?? TimeSpan.Zero, TimeSpan.Zero, nameof(clockTolerance));
        _clock = clock;
        _tolerance = clockTolerance ?? TimeSpan.FromMinutes(1);
    }

    /// <inheritdoc/>
    public bool ChecksBeforeLocking => false;

    /// <inheritdoc/>
    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(decide);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Locked(selection, decide, settles: true));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Locked(selection, static (view, _) => view, settles: false));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<Contact> found = [];
        foreach (((string tenant, SubjectKey _), RootCell cell) in _roots)
        {
            if (string.Equals(tenant, query.Tenant, StringComparison.Ordinal))
            {
                lock (cell)
                {
                    found.AddRange(cell.Contacts.Where(contact => Matches(contact, query)));
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<Contact>>(
            [.. found.OrderBy(c => c.ChangedAt).ThenBy(c => c.Root).ThenBy(c => c.Id).Take(query.Limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ValueTask.FromResult(_claims.GetOrAdd(name, value));
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Now());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The rows of the decision log, root by root; for tests.</summary>
    internal IReadOnlyList<DecisionRecord> Decisions(string tenant, SubjectKey root)
    {
        RootCell cell = Cell(tenant, root);
        lock (cell)
        {
            return [.. cell.Decisions];
        }
    }

    private static bool Matches(Contact contact, ContactQuery query) =>
        contact.State == query.State
        && (query.ChangedUntil is not { } changed || contact.ChangedAt <= changed)
        && (query.ExpiredBy is not { } expired || contact.ExpiresAt <= expired)
        && (query.Campaign is null || string.Equals(contact.Campaign, query.Campaign, StringComparison.Ordinal))
        && (query.DueBy is not { } due || contact.At <= due)
        && (query.After is not { } last || IsBehind(contact, last))
        && (query.Volume is not { } name || contact.Volumes.Any(take => new VolumeKey(take.Key, take.Period) == name));

    private static bool IsBehind(Contact contact, Contact last)
    {
        int order = contact.ChangedAt.CompareTo(last.ChangedAt);
        order = order != 0 ? order : contact.Root.CompareTo(last.Root);
        return (order != 0 ? order : contact.Id.CompareTo(last.Id)) > 0;
    }

    private RootCell Cell(string tenant, SubjectKey root) => _roots.GetOrAdd((tenant, root), static _ => new RootCell());

    private DateTimeOffset Now()
    {
        lock (_time)
        {
            _highWater = LedgerTime.NotBefore(_clock.GetUtcNow(), _highWater, _tolerance);
            return _highWater.Value;
        }
    }

    private T Locked<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, bool settles)
    {
        RootCell[] roots = [.. selection.Roots.OrderBy(root => root.Root).Select(root => Cell(selection.Tenant, root.Root))];
        VolumeCell[] volumes = [.. selection.Volumes.Order().Select(name => _volumes.GetOrAdd((selection.Tenant, name), static _ => new VolumeCell()))];
        object[] locks = [.. roots, .. volumes];
        int held = 0;
        try
        {
            for (; held < locks.Length; held++)
            {
                Monitor.Enter(locks[held]);
            }

            CheckHomes(selection, settles);
            LedgerView view = View(selection, Now());
            var changes = new LedgerChanges();
            T result = decide(view, changes);
            Write(selection.Tenant, changes);
            return result;
        }
        finally
        {
            while (held > 0)
            {
                Monitor.Exit(locks[--held]);
            }
        }
    }

    private void CheckHomes(LedgerSelection selection, bool settles)
    {
        foreach (RootSelection root in selection.Roots)
        {
            CheckHome(selection.Tenant, root.Root, root.Root, settles);
            foreach (SubjectKey subject in root.Subjects)
            {
                CheckHome(selection.Tenant, subject, root.Root, settles);
            }
        }
    }

    private void CheckHome(string tenant, SubjectKey subject, SubjectKey root, bool settles)
    {
        SubjectKey home = settles ? _homes.GetOrAdd((tenant, subject), root) : _homes.GetValueOrDefault((tenant, subject), root);
        if (home != root)
        {
            throw new LedgerException(
                LedgerFault.RootMismatch,
                $"A {subject.Kind} is kept under another root than the {root.Kind} asked for; its limits could be passed by.");
        }
    }

    private LedgerView View(LedgerSelection selection, DateTimeOffset now)
    {
        DateTimeOffset? since = selection.Since(now);
        return new LedgerView(
            now,
            selection.Roots.Select(root => Cell(selection.Tenant, root.Root).View(root, selection, since)),
            [.. selection.ObjectionSubjects.SelectMany(s => _objections.GetValueOrDefault((selection.Tenant, s), [])).OrderBy(o => o.At)],
            selection.Volumes.Select(name => _volumes[(selection.Tenant, name)].Value).OfType<Volume>());
    }

    private void Write(string tenant, LedgerChanges changes)
    {
        foreach (Contact contact in changes.Contacts)
        {
            Cell(tenant, contact.Root).Put(contact);
        }

        foreach (DecisionRecord decision in changes.Decisions)
        {
            Cell(tenant, decision.Root).Decisions.Add(decision);
        }

        foreach (Volume volume in changes.Volumes)
        {
            _volumes[(tenant, volume.Name)].Value = volume;
        }

        foreach ((SubjectKey? _, Objection objection) in changes.Objections)
        {
            _objections.AddOrUpdate((tenant, objection.Subject), [objection], (_, known) => known.Add(objection));
        }

        foreach ((SubjectKey root, Consent row) in changes.Consents)
        {
            Cell(tenant, root).Consents.Add(row);
        }

        foreach ((SubjectKey root, ConsentUse row) in changes.ConsentUses)
        {
            Cell(tenant, root).ConsentUses.Add(row);
        }

        foreach ((SubjectKey root, Hold row) in changes.Holds)
        {
            Cell(tenant, root).Put(row);
        }

        foreach ((SubjectKey root, ClassChange row) in changes.ClassChanges)
        {
            Cell(tenant, root).ClassChanges.Add(row);
        }

        foreach ((SubjectKey root, Offer row) in changes.Offers)
        {
            Cell(tenant, root).Put(row);
        }

        foreach ((SubjectKey root, OfferResponse row) in changes.Responses)
        {
            Cell(tenant, root).Responses.Add(row);
        }

        foreach (LedgerRemoval removal in changes.Removals)
        {
            Remove(tenant, removal);
        }
    }

    // The cell stays, for others may wait for its lock; what was in it goes.
    private void Remove(string tenant, LedgerRemoval removal)
    {
        SubjectKey root = removal.Rows.Root;
        Cell(tenant, root).Remove(removal.Rows);
        if (removal.Forgotten is { } subject)
        {
            foreach (((string Tenant, SubjectKey Subject) place, SubjectKey home) in _homes)
            {
                if (string.Equals(place.Tenant, tenant, StringComparison.Ordinal) && home == root && (subject == root || place.Subject == subject))
                {
                    _homes.TryRemove(place, out _);
                }
            }
        }
    }

    private sealed class VolumeCell
    {
        public Volume? Value { get; set; }
    }
}
