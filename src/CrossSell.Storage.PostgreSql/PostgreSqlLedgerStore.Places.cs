using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <content>Who lives where, and the policies.</content>
public sealed partial class PostgreSqlLedgerStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(subjects);
        if (subjects.Count == 0)
        {
            return [];
        }

        // The pointer to its root lies on each subject's own shard.
        Dictionary<string, SubjectKey> homes = (await TextsAsync(
            $"SELECT root_key, home FROM {_options.Schema}.subject WHERE root_key = ANY($1) AND tenant = $2 AND subject_key = root_key",
            [Sql.Texts(subjects.Distinct().Select(subject => subject.ToString())), Sql.Text(tenant)], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row[0], row => SubjectKey.Parse(row[1]), StringComparer.Ordinal);
        return [.. subjects.Select(subject => homes.TryGetValue(subject.ToString(), out SubjectKey home) ? home : (SubjectKey?)null)];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<string[]> rows = await TextsAsync(
            $"SELECT root_key FROM {_options.Schema}.subject WHERE root_key > $1 AND tenant = $2 AND subject_key = root_key AND home = root_key ORDER BY root_key LIMIT $3",
            [Sql.Text(after?.ToString() ?? ""), Sql.Text(tenant), Sql.Int(limit)], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => SubjectKey.Parse(row[0]))];
    }

    /// <inheritdoc/>
    public async ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (await ReadPolicyAsync(hash, cancellationToken).ConfigureAwait(false) is null)
        {
            await TextsAsync(
                $"INSERT INTO {_options.Schema}.policy_set(hash, json) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", [Sql.Text(hash), Sql.Text(json)], cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        List<string[]> rows = await TextsAsync($"SELECT json FROM {_options.Schema}.policy_set WHERE hash = $1", [Sql.Text(hash)], cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0][0] : null;
    }

    private Task<List<string[]>> TextsAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) => ReadingAsync(
        async (connection, token) =>
        {
            var command = new NpgsqlCommand(sql, connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.AddRange(parameters);
                NpgsqlDataReader rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using (rows.ConfigureAwait(false))
                {
                    return await LedgerReader.AllAsync(rows, row => Enumerable.Range(0, row.FieldCount).Select(row.GetString).ToArray(), token).ConfigureAwait(false);
                }
            }
        },
        cancellationToken);
}
