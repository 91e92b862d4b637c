using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <content>Who lives where, and the policies.</content>
public sealed partial class SqliteLedgerStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(subjects);
        return Read<IReadOnlyList<SubjectKey?>>(connection => [.. subjects.Select(subject => Home(connection, tenant, subject))], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Read<IReadOnlyList<SubjectKey>>(
            connection =>
            {
                using LedgerRows rows = connection.Query(
                    "SELECT root_key FROM root_entry WHERE tenant = @0 AND root_key > @1 AND kind = 0 AND home IS NULL ORDER BY root_key LIMIT @2",
                    tenant, after?.ToString() ?? "", (long)limit);
                List<SubjectKey> roots = [];
                while (rows.Read())
                {
                    roots.Add(SubjectKey.Parse(rows.GetString(0)));
                }

                return roots;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (await ReadPolicyAsync(hash, cancellationToken).ConfigureAwait(false) is null)
        {
            var job = new PolicyJob(hash, json);
            _writer.Enqueue(job);
            await job.Task.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        return Read(
            connection =>
            {
                using LedgerRows row = connection.Query("SELECT json FROM policy_set WHERE hash = @0", hash);
                return row.Read() ? row.GetString(0) : null;
            },
            cancellationToken);
    }

    private static SubjectKey? Home(LedgerConnection connection, string tenant, SubjectKey subject)
    {
        using LedgerRows row = connection.Query(RootEntries.HomeOf, tenant, subject.ToString());
        return !row.Read() ? null : row.IsDBNull(0) ? subject : SubjectKey.Parse(row.GetString(0));
    }
}
