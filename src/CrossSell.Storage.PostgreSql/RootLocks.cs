using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Locks roots and volumes, and remembers under which root each subject lives.</summary>
internal sealed class RootLocks(string schema, LockMode mode)
{
    /// <summary>Locks in the order of the keys, one statement each; a single statement over several would lock in the order of its plan.</summary>
    /// <returns>The latest instant recorded of the roots, or null; and whether one of them was never written to, or erased.</returns>
    public async Task<(DateTimeOffset? HighWater, bool IsNew)> TakeAsync(NpgsqlConnection connection, LedgerSelection selection, CancellationToken cancellationToken)
    {
        DateTimeOffset? highWater = null;
        bool isNew = false;
        foreach (RootSelection root in selection.Roots.OrderBy(root => root.Root))
        {
            DateTimeOffset? recorded = await TakeAsync(connection, selection.Tenant, root, cancellationToken).ConfigureAwait(false);
            isNew |= recorded is null;
            highWater = recorded is null || recorded < highWater ? highWater : recorded;
            await SettleAsync(connection, selection.Tenant, root, cancellationToken).ConfigureAwait(false);
        }

        return (highWater, isNew);
    }

    private async Task<DateTimeOffset?> TakeAsync(NpgsqlConnection connection, string tenant, RootSelection root, CancellationToken cancellationToken)
    {
        string lockRow = mode switch
        {
            LockMode.UpdateFirst =>
                $"UPDATE {schema}.subject SET version = version + 1 WHERE root_key = $1 AND tenant = $2 AND subject_key = $1 RETURNING home, high_water",
            LockMode.None => $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1",
            _ => $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1 FOR UPDATE",
        };
        for (int round = 0; ; round++)
        {
            (string? home, DateTimeOffset? highWater) = await RowAsync(connection, lockRow, [Sql.Text(root.Root), Sql.Text(tenant)], cancellationToken).ConfigureAwait(false);
            if (home is not null)
            {
                return string.Equals(home, root.Root.ToString(), StringComparison.Ordinal) ? highWater : throw Mismatch(root.Root, root.Root);
            }

            if (round > 0)
            {
                throw new LedgerException(LedgerFault.Corrupt, "A root's row was written and is not there.");
            }

            await RunAsync(
                connection,
                $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($1, $2, $1, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                [Sql.Text(root.Root), Sql.Text(tenant)],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A subject seen under its root for the first time puts a pointer on its own shard; whoever comes with another root finds it there.</summary>
    private async Task SettleAsync(NpgsqlConnection connection, string tenant, RootSelection root, CancellationToken cancellationToken)
    {
        foreach (SubjectKey subject in root.Subjects.Where(subject => subject != root.Root).Order())
        {
            NpgsqlParameter[] here = [Sql.Text(root.Root), Sql.Text(tenant), Sql.Text(subject)];
            (string? seen, _) = await RowAsync(
                connection, $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $3", here, cancellationToken)
                .ConfigureAwait(false);
            if (seen is not null)
            {
                continue;
            }

            await RunAsync(
                connection,
                $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($3, $2, $3, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                [Sql.Text(root.Root), Sql.Text(tenant), Sql.Text(subject)],
                cancellationToken).ConfigureAwait(false);
            (string? home, _) = await RowAsync(
                connection,
                $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1",
                [Sql.Text(subject), Sql.Text(tenant)],
                cancellationToken).ConfigureAwait(false);
            if (!string.Equals(home, root.Root.ToString(), StringComparison.Ordinal))
            {
                throw Mismatch(subject, root.Root);
            }

            await RunAsync(
                connection,
                $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($1, $2, $3, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                [Sql.Text(root.Root), Sql.Text(tenant), Sql.Text(subject)],
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<Volume>> VolumesAsync(NpgsqlConnection connection, LedgerSelection selection, bool locked, CancellationToken cancellationToken)
    {
        List<Volume> volumes = [];
        foreach (VolumeKey name in selection.Volumes.Order())
        {
            const string Where = "WHERE root_key = $1 AND tenant = $2 AND volume = $3 AND period = $4";
            var command = new NpgsqlCommand(
                locked ? $"UPDATE {schema}.volume SET used = used {Where} RETURNING used, cap" : $"SELECT used, cap FROM {schema}.volume {Where}", connection);
            await using (command.ConfigureAwait(false))
            {
                foreach (NpgsqlParameter parameter in (NpgsqlParameter[])[Sql.Text(Sql.RootOf(name)), Sql.Text(selection.Tenant), Sql.Text(name.Key), Sql.Text(name.Period)])
                {
                    command.Parameters.Add(parameter);
                }

                NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (row.ConfigureAwait(false))
                {
                    if (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        volumes.Add(new Volume(name, row.GetInt64(0), row.GetInt64(1)));
                    }
                }
            }
        }

        return volumes;
    }

    private static LedgerException Mismatch(SubjectKey subject, SubjectKey root) => new(
        LedgerFault.RootMismatch, $"A {subject.Kind} is kept under another root than the {root.Kind} asked for; its limits could be passed by.");

    public static async Task<(string? Text, DateTimeOffset? Instant)> RowAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                return await row.ReadAsync(cancellationToken).ConfigureAwait(false) ? (row.GetString(0), row.MaybeInstant(1)) : (null, null);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
