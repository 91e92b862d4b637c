using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>
/// What a step needs to know, asked for by one batch and so in one round trip: the locks first, in their order, then the clock, then what the locks protect. Each
/// statement sees what was committed before it, so all that follows a lock is as the lock found it.
/// </summary>
internal sealed class ViewBatch
{
    private readonly LedgerSelection _selection;
    private readonly bool _isLocked;
    private readonly bool _asksClock;
    private readonly SubjectKey[] _roots;
    private readonly VolumeKey[] _volumes;
    private readonly ContactPointHash[] _objectionSubjects;

    public ViewBatch(LedgerSelection selection, bool isLocked, bool asksClock)
    {
        _selection = selection;
        _isLocked = isLocked;
        _asksClock = asksClock;
        _roots = [.. selection.Roots.Select(root => root.Root).Order()];
        _volumes = [.. selection.Volumes.Order()];
        _objectionSubjects = [.. selection.ObjectionSubjects.Distinct()];
    }

    /// <summary>Subjects that were not seen under their root before; known after reading, and only under the lock.</summary>
    public List<(SubjectKey Root, SubjectKey Subject)> Unseen { get; } = [];

    public void Ask(NpgsqlBatch batch, string schema, RootLocks locks, LedgerReader reader)
    {
        string tenant = _selection.Tenant;
        foreach (SubjectKey key in _roots)
        {
            RootSelection root = Of(key);
            if (_isLocked)
            {
                locks.Ask(batch, tenant, root);
            }
            else
            {
                locks.AskHomes(batch, tenant, root);
            }
        }

        foreach (VolumeKey name in _volumes)
        {
            locks.Ask(batch, tenant, name, _isLocked);
        }

        if (_asksClock)
        {
            // On the shard of the first root, so that one root has one clock; where the root has no row yet, the one that is asked.
            if (_roots.Length > 0)
            {
                batch.Add(
                    $"SELECT clock_timestamp() FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1", Sql.Text(_roots[0]), Sql.Text(tenant));
            }

            if (_roots.Length == 0 || !_isLocked)
            {
                batch.Add("SELECT clock_timestamp()");
            }
        }

        // On shards of their own, which are only read; what is added under the customer's lock lies beside him too.
        foreach (ContactPointHash subject in _objectionSubjects)
        {
            batch.Add(
                $"SELECT subject, channel, purpose, at, is_lift FROM {schema}.objection WHERE root_key = $1 AND tenant = $2 AND subject = $3",
                Sql.Text(Sql.RootOf(subject)), Sql.Text(tenant), Sql.Text(subject.ToString()));
        }

        foreach (RootSelection root in _selection.Roots)
        {
            reader.Ask(batch, _selection, root);
        }
    }

    /// <summary>Reads the answers.</summary>
    /// <param name="rows">At the first of them.</param>
    /// <param name="clock">Makes the instant of the server's clock, or null where it was not asked, and of the latest instant recorded of the roots.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    public async Task<LedgerView> ReadAsync(NpgsqlDataReader rows, Func<DateTimeOffset?, DateTimeOffset?, DateTimeOffset> clock, CancellationToken cancellationToken)
    {
        DateTimeOffset? highWater = null;
        foreach (SubjectKey key in _roots)
        {
            DateTimeOffset? recorded = await RootAsync(rows, Of(key), cancellationToken).ConfigureAwait(false);
            highWater = recorded is null || recorded < highWater ? highWater : recorded;
        }

        List<Volume> volumes = [];
        foreach (VolumeKey name in _volumes)
        {
            volumes.AddRange(await LedgerReader.AllAsync(rows, row => new Volume(name, row.GetInt64(0), row.GetInt64(1)), cancellationToken).ConfigureAwait(false));
        }

        DateTimeOffset? now = null;
        for (int asked = _asksClock ? _roots.Length > 0 && !_isLocked ? 2 : 1 : 0; asked > 0; asked--)
        {
            List<DateTimeOffset> said = await LedgerReader.AllAsync(rows, row => row.Instant(0), cancellationToken).ConfigureAwait(false);
            now ??= said.Count > 0 ? said[0] : null;
        }

        DateTimeOffset instant = clock(now, highWater);
        List<Objection> objections = [];
        foreach (ContactPointHash _ in _objectionSubjects)
        {
            objections.AddRange(await LedgerReader.AllAsync(rows, Records.Objection, cancellationToken).ConfigureAwait(false));
        }

        List<RootView> roots = [];
        foreach (RootSelection root in _selection.Roots)
        {
            roots.Add(await LedgerReader.ReadAsync(rows, _selection, root, _selection.Since(instant), objections, cancellationToken).ConfigureAwait(false));
        }

        return new LedgerView(
            instant, roots, [.. objections.OrderBy(row => row.At).DistinctBy(row => (row.Subject, row.Channel, row.Purpose, row.IsLift, row.At))], volumes);
    }

    private RootSelection Of(SubjectKey root) => _selection.Roots.First(selected => selected.Root == root);

    private async Task<DateTimeOffset?> RootAsync(NpgsqlDataReader rows, RootSelection root, CancellationToken cancellationToken)
    {
        DateTimeOffset? highWater = null;
        foreach (SubjectKey subject in RootLocks.Asked(root))
        {
            List<(string Home, DateTimeOffset? HighWater)> found =
                await LedgerReader.AllAsync(rows, row => (row.GetString(0), row.MaybeInstant(1)), cancellationToken).ConfigureAwait(false);
            if (found.Count == 0 && _isLocked)
            {
                if (subject == root.Root)
                {
                    throw new LedgerException(LedgerFault.Corrupt, "A root's row was written and is not there.");
                }

                Unseen.Add((root.Root, subject));
            }

            if (found.Count > 0 && !string.Equals(found[0].Home, root.Root.ToString(), StringComparison.Ordinal))
            {
                throw RootLocks.Mismatch(subject, root.Root);
            }

            highWater = found.Count > 0 && subject == root.Root ? found[0].HighWater : highWater;
        }

        return highWater;
    }
}
