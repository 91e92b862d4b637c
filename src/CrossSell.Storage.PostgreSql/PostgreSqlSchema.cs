using System.Data;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>
/// The tables, by version. A version is never changed once released. Every table but the two that all nodes share begins its keys with <c>root_key</c>, the
/// distribution column: under distributed PostgreSQL a root's rows lie on one shard, and a reservation writes to no other.
/// </summary>
internal static class PostgreSqlSchema
{
    /// <summary>The tables that are distributed, by <c>root_key</c>.</summary>
    public static readonly string[] Distributed =
    [
        "subject", "contact", "contact_subject", "contact_offer", "contact_tag", "contact_volume", "volume", "offer", "offer_response", "consent", "consent_use",
        "hold", "class_change", "objection", "decision", "decision_reason",
    ];

    /// <summary>The tables that every node holds whole.</summary>
    public static readonly string[] Shared = ["meta", "policy_set"];

    /// <summary>Script i brings version i to version i + 1; the schema's name is on the search path.</summary>
    public static readonly string[] Scripts =
    [
        """
        CREATE TABLE policy_set(hash text PRIMARY KEY, json text NOT NULL);
        CREATE TABLE subject(
            root_key text NOT NULL, tenant text NOT NULL, subject_key text NOT NULL, home text NOT NULL, version bigint NOT NULL, high_water timestamptz,
            PRIMARY KEY (root_key, tenant, subject_key)) WITH (fillfactor = 70);
        CREATE TABLE contact(
            root_key text NOT NULL, tenant text NOT NULL, id uuid NOT NULL, idem_key text NOT NULL, fingerprint text NOT NULL, subjects text[] NOT NULL,
            customer text NOT NULL, channel text NOT NULL, direction smallint NOT NULL, purpose smallint NOT NULL, campaign text, categories text[] NOT NULL,
            tags text[] NOT NULL, offers text[] NOT NULL, customer_class text, state smallint NOT NULL CHECK (state BETWEEN 0 AND 12), at timestamptz NOT NULL,
            local_date date NOT NULL, zone text NOT NULL, zone_assumed boolean NOT NULL, attempt integer NOT NULL, obeys_caps boolean NOT NULL,
            counts_toward_caps boolean NOT NULL, requested_by_customer boolean NOT NULL, exemption text, priority integer NOT NULL, expires_at timestamptz,
            fence bigint NOT NULL, volumes text[] NOT NULL, contact_point text, changed_at timestamptz NOT NULL,
            PRIMARY KEY (root_key, tenant, id), UNIQUE (root_key, tenant, idem_key));
        CREATE INDEX contact_at ON contact(root_key, tenant, at);
        CREATE INDEX contact_open ON contact(tenant, state, changed_at) WHERE state IN (1, 2);
        CREATE TABLE contact_subject(
            root_key text NOT NULL, tenant text NOT NULL, subject_key text NOT NULL, at timestamptz NOT NULL, contact_id uuid NOT NULL,
            PRIMARY KEY (root_key, tenant, subject_key, at, contact_id));
        CREATE TABLE contact_offer(
            root_key text NOT NULL, tenant text NOT NULL, offer text NOT NULL, at timestamptz NOT NULL, contact_id uuid NOT NULL,
            PRIMARY KEY (root_key, tenant, offer, at, contact_id));
        CREATE TABLE contact_tag(
            root_key text NOT NULL, tenant text NOT NULL, tag text NOT NULL, at timestamptz NOT NULL, contact_id uuid NOT NULL,
            PRIMARY KEY (root_key, tenant, tag, at, contact_id));
        CREATE TABLE contact_volume(
            root_key text NOT NULL, tenant text NOT NULL, volume text NOT NULL, period text NOT NULL, contact_id uuid NOT NULL, amount bigint NOT NULL CHECK (amount > 0),
            PRIMARY KEY (root_key, tenant, volume, period, contact_id));
        CREATE INDEX contact_volume_name ON contact_volume(tenant, volume, period);
        CREATE TABLE volume(
            root_key text NOT NULL, tenant text NOT NULL, volume text NOT NULL, period text NOT NULL, used bigint NOT NULL CHECK (used >= 0),
            cap bigint NOT NULL CHECK (cap >= 0), PRIMARY KEY (root_key, tenant, volume, period)) WITH (fillfactor = 70);
        CREATE TABLE offer(
            root_key text NOT NULL, tenant text NOT NULL, id text NOT NULL, customer text NOT NULL, product text NOT NULL, equivalence_set text NOT NULL,
            campaign text, price numeric, state smallint NOT NULL, created_at timestamptz NOT NULL, valid_until timestamptz, follow_up_at timestamptz,
            presentations integer NOT NULL, last_presented_at timestamptz, PRIMARY KEY (root_key, tenant, id));
        CREATE UNIQUE INDEX offer_open ON offer(root_key, tenant, customer, equivalence_set) WHERE state IN (1, 2, 5);
        CREATE TABLE offer_response(
            root_key text NOT NULL, tenant text NOT NULL, id text NOT NULL, offer text NOT NULL, customer text NOT NULL, product text NOT NULL, kind smallint NOT NULL,
            reason smallint NOT NULL, until timestamptz, conversation text NOT NULL, contact_id uuid, noted_by text, at timestamptz NOT NULL, supersedes text,
            price numeric, PRIMARY KEY (root_key, tenant, id));
        CREATE TABLE consent(
            root_key text NOT NULL, tenant text NOT NULL, customer text NOT NULL, id text NOT NULL, channel text NOT NULL, purpose smallint NOT NULL,
            basis smallint NOT NULL, granted boolean NOT NULL, valid_from timestamptz NOT NULL, valid_to timestamptz, evidence text, policy_text text,
            PRIMARY KEY (root_key, tenant, customer, id));
        CREATE TABLE consent_use(
            root_key text NOT NULL, tenant text NOT NULL, customer text NOT NULL, consent text NOT NULL, contact_id uuid NOT NULL, at timestamptz NOT NULL,
            PRIMARY KEY (root_key, tenant, customer, consent, contact_id, at));
        CREATE TABLE hold(
            root_key text NOT NULL, tenant text NOT NULL, customer text NOT NULL, id text NOT NULL, kind text NOT NULL, valid_from timestamptz NOT NULL,
            valid_to timestamptz, PRIMARY KEY (root_key, tenant, customer, id));
        CREATE TABLE class_change(
            root_key text NOT NULL, tenant text NOT NULL, place bigint GENERATED ALWAYS AS IDENTITY, customer text NOT NULL, at timestamptz NOT NULL,
            class_from text, class_to text, reason text NOT NULL, paused_until timestamptz, PRIMARY KEY (root_key, tenant, place));
        CREATE TABLE objection(
            root_key text NOT NULL, tenant text NOT NULL, place bigint GENERATED ALWAYS AS IDENTITY, subject text NOT NULL, channel text, purpose smallint,
            at timestamptz NOT NULL, PRIMARY KEY (root_key, tenant, subject, place));
        CREATE TABLE decision(
            root_key text NOT NULL, tenant text NOT NULL, id uuid NOT NULL, at timestamptz NOT NULL, mode text NOT NULL, outcome text NOT NULL,
            contact_id uuid NOT NULL, policy_hash text NOT NULL, exemption text, PRIMARY KEY (root_key, tenant, id));
        CREATE TABLE decision_reason(
            root_key text NOT NULL, tenant text NOT NULL, decision_id uuid NOT NULL, place integer NOT NULL, code text NOT NULL, rule_id text, rule_version text,
            parameters text[] NOT NULL, evidence text[] NOT NULL, eligible_again_at timestamptz, PRIMARY KEY (root_key, tenant, decision_id, place));
        """,
        """
        ALTER TABLE decision ADD COLUMN subject text;
        ALTER TABLE objection ADD COLUMN is_lift boolean NOT NULL DEFAULT false;
        """,

        // The contacts of a campaign are found without looking at all others; contacts of no campaign pay nothing for it.
        "CREATE INDEX contact_campaign ON contact(tenant, campaign, state, changed_at, root_key COLLATE \"C\", id) WHERE campaign IS NOT NULL;",
    ];

    /// <summary>Creates or migrates the tables in one transaction. Of several processes that do it at once, one does; the others find it done.</summary>
    /// <param name="source">Connections to the database.</param>
    /// <param name="schema">The schema that holds the tables.</param>
    /// <param name="create">Whether the tables are made where there are none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LedgerException"><see cref="LedgerFault.WrongSchema"/>: the tables are of a newer version, or there are none.</exception>
    public static async Task BringAsync(NpgsqlDataSource source, string schema, bool create, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                // The key is "XSel"; it keeps processes that start together apart, and is let go with the transaction.
                await RunAsync(connection, "SELECT pg_advisory_xact_lock(1481860460)", cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}", cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, $"SET LOCAL search_path TO {schema}", cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, "CREATE TABLE IF NOT EXISTS meta(name text PRIMARY KEY, value bigint NOT NULL)", cancellationToken).ConfigureAwait(false);
                long version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
                if (!create && version == 0)
                {
                    // What was made up to here goes with the transaction.
                    throw new LedgerException(
                        LedgerFault.WrongSchema, $"The database has no tables in its schema '{schema}', which is no ledger; expected one that is made already.");
                }

                if (version > Scripts.Length)
                {
                    throw new LedgerException(
                        LedgerFault.WrongSchema, $"The ledger's tables have schema version {version}; this program knows versions up to {Scripts.Length}.");
                }

                for (; version < Scripts.Length; version++)
                {
                    await RunAsync(connection, Scripts[version], cancellationToken).ConfigureAwait(false);
                }

                await RunAsync(
                    connection, $"INSERT INTO meta(name, value) VALUES ('schema_version', {version}) ON CONFLICT (name) DO UPDATE SET value = {version}", cancellationToken)
                    .ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Keeps a figure under a name, unless one is there; no lock is needed, for rows of this table are only ever added.</summary>
    public static async Task<long> ClaimAsync(NpgsqlConnection connection, string schema, string name, long value, CancellationToken cancellationToken)
    {
        for (int round = 0; ; round++)
        {
            var look = new NpgsqlCommand($"SELECT value FROM {schema}.meta WHERE name = $1", connection);
            await using (look.ConfigureAwait(false))
            {
                look.Parameters.Add(Sql.Text("claim_" + name));
                if (await look.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long kept)
                {
                    return kept;
                }
            }

            if (round > 0)
            {
                throw new LedgerException(LedgerFault.Corrupt, "A row was written and is not there.");
            }

            var keep = new NpgsqlCommand($"INSERT INTO {schema}.meta(name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", connection);
            await using (keep.ConfigureAwait(false))
            {
                keep.Parameters.Add(Sql.Text("claim_" + name));
                keep.Parameters.Add(Sql.Big(value));
                await keep.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT value FROM meta WHERE name = 'schema_version'", connection);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long? ?? 0;
        }
    }
}
