using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Statements that lock roots and volumes, and that remember under which root each subject lives.</summary>
internal sealed class RootLocks(string schema, LockMode mode)
{
    private const string Volume = "WHERE root_key = $1 AND tenant = $2 AND volume = $3 AND period = $4";

    private readonly string _lock = mode switch
    {
        // One statement, for between making the row and updating it an erasure may take it away.
        LockMode.UpdateFirst =>
            $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($1, $2, $1, $1, 1) ON CONFLICT (root_key, tenant, subject_key) "
            + "DO UPDATE SET version = subject.version + 1 RETURNING home, high_water",
        LockMode.None => $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1",
        _ => $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1 FOR UPDATE",
    };

    /// <summary>Whose rows are asked for, in this order: the root's, then those of the others who live under it.</summary>
    public static IEnumerable<SubjectKey> Asked(RootSelection root) => root.Subjects.Where(subject => subject != root.Root).Order().Prepend(root.Root);

    public static LedgerException Mismatch(SubjectKey subject, SubjectKey root) => new(
        LedgerFault.RootMismatch, $"A {subject.Kind} is kept under another root than the {root.Kind} asked for; its limits could be passed by.");

    /// <summary>
    /// Locks a root by an update of its row, which is made first where there is none; a statement of its own for each root, for a single one over several would lock in
    /// the order of its plan. Then asks who is known to live under it.
    /// </summary>
    public void Ask(NpgsqlBatch batch, string tenant, RootSelection root)
    {
        foreach (SubjectKey subject in Asked(root))
        {
            if (subject == root.Root)
            {
                if (mode != LockMode.UpdateFirst)
                {
                    batch.Add(
                        $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($1, $2, $1, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                        Sql.Text(root.Root), Sql.Text(tenant));
                }

                batch.Add(_lock, Sql.Text(root.Root), Sql.Text(tenant));
            }
            else
            {
                batch.Add(
                    $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $3",
                    Sql.Text(root.Root), Sql.Text(tenant), Sql.Text(subject));
            }
        }
    }

    /// <summary>Asks where a root and those under it live, each on its own shard, without a lock.</summary>
    public void AskHomes(NpgsqlBatch batch, string tenant, RootSelection root)
    {
        foreach (SubjectKey subject in Asked(root))
        {
            batch.Add($"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1", Sql.Text(subject), Sql.Text(tenant));
        }
    }

    /// <summary>Locks a volume that exists, or only looks.</summary>
    public void Ask(NpgsqlBatch batch, string tenant, VolumeKey name, bool isLocked) => batch.Add(
        isLocked ? $"UPDATE {schema}.volume SET used = used {Volume} RETURNING used, cap" : $"SELECT used, cap FROM {schema}.volume {Volume}",
        Sql.Text(Sql.RootOf(name)), Sql.Text(tenant), Sql.Text(name.Key), Sql.Text(name.Period));

    /// <summary>Subjects seen under their roots for the first time put pointers on their own shards; whoever comes with another root finds them there.</summary>
    public async Task SettleAsync(NpgsqlConnection connection, string tenant, List<(SubjectKey Root, SubjectKey Subject)> unseen, CancellationToken cancellationToken)
    {
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach ((SubjectKey root, SubjectKey subject) in unseen)
            {
                batch.Add(
                    $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($3, $2, $3, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                    Sql.Text(root), Sql.Text(tenant), Sql.Text(subject));
                batch.Add(
                    $"SELECT home, high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1", Sql.Text(subject), Sql.Text(tenant));
                batch.Add(
                    $"INSERT INTO {schema}.subject(root_key, tenant, subject_key, home, version) VALUES ($1, $2, $3, $1, 0) ON CONFLICT (root_key, tenant, subject_key) DO NOTHING",
                    Sql.Text(root), Sql.Text(tenant), Sql.Text(subject));
            }

            NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                foreach ((SubjectKey root, SubjectKey subject) in unseen)
                {
                    List<string> home = await LedgerReader.AllAsync(rows, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
                    if (home.Count == 0 || !string.Equals(home[0], root.ToString(), StringComparison.Ordinal))
                    {
                        throw Mismatch(subject, root);
                    }
                }
            }
        }
    }
}
