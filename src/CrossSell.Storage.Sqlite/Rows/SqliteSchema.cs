using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>The tables, by version. A version is never changed once released: a change is a new version with its own script.</summary>
internal static class SqliteSchema
{
    /// <summary>"XSel": marks the file as a ledger of ours.</summary>
    public const int ApplicationId = 0x5853656C;

    /// <summary>Script i brings version i to version i + 1.</summary>
    public static readonly string[] Scripts =
    [
        """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE subject(
            tenant TEXT NOT NULL, subject_key TEXT NOT NULL, root_key TEXT NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (tenant, subject_key)) STRICT, WITHOUT ROWID;
        CREATE TABLE contact(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, id BLOB NOT NULL, idem_key TEXT NOT NULL, fingerprint TEXT NOT NULL, subjects TEXT NOT NULL,
            customer TEXT NOT NULL, channel TEXT NOT NULL, direction INTEGER NOT NULL, purpose INTEGER NOT NULL, campaign TEXT, categories TEXT NOT NULL,
            tags TEXT NOT NULL, offers TEXT NOT NULL, customer_class TEXT, state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 12), at INTEGER NOT NULL,
            local_date INTEGER NOT NULL, zone TEXT NOT NULL, zone_assumed INTEGER NOT NULL, attempt INTEGER NOT NULL, obeys_caps INTEGER NOT NULL,
            counts_toward_caps INTEGER NOT NULL, requested_by_customer INTEGER NOT NULL, exemption TEXT, priority INTEGER NOT NULL, expires_at INTEGER,
            fence INTEGER NOT NULL, volumes TEXT NOT NULL, contact_point TEXT, changed_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, root_key, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX contact_key ON contact(tenant, root_key, idem_key);
        CREATE INDEX contact_open ON contact(tenant, state, changed_at) WHERE state IN (1, 2);
        CREATE TABLE contact_subject(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, subject_key TEXT NOT NULL, at INTEGER NOT NULL, contact_id BLOB NOT NULL,
            PRIMARY KEY (tenant, root_key, subject_key, at, contact_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE contact_offer(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, offer TEXT NOT NULL, at INTEGER NOT NULL, contact_id BLOB NOT NULL,
            PRIMARY KEY (tenant, root_key, offer, at, contact_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE contact_tag(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, tag TEXT NOT NULL, at INTEGER NOT NULL, contact_id BLOB NOT NULL,
            PRIMARY KEY (tenant, root_key, tag, at, contact_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE contact_volume(
            tenant TEXT NOT NULL, volume TEXT NOT NULL, period TEXT NOT NULL, root_key TEXT NOT NULL, contact_id BLOB NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
            PRIMARY KEY (tenant, volume, period, root_key, contact_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE volume(
            tenant TEXT NOT NULL, volume TEXT NOT NULL, period TEXT NOT NULL, used INTEGER NOT NULL CHECK (used >= 0), cap INTEGER NOT NULL CHECK (cap >= 0),
            PRIMARY KEY (tenant, volume, period)) STRICT, WITHOUT ROWID;
        CREATE TABLE offer(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL, product TEXT NOT NULL, equivalence_set TEXT NOT NULL,
            campaign TEXT, price TEXT, state INTEGER NOT NULL, created_at INTEGER NOT NULL, valid_until INTEGER, follow_up_at INTEGER,
            presentations INTEGER NOT NULL, last_presented_at INTEGER, PRIMARY KEY (tenant, root_key, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX offer_open ON offer(tenant, root_key, customer, equivalence_set) WHERE state IN (1, 2, 5);
        CREATE TABLE offer_response(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, id TEXT NOT NULL, offer TEXT NOT NULL, customer TEXT NOT NULL, product TEXT NOT NULL, kind INTEGER NOT NULL,
            reason INTEGER NOT NULL, until INTEGER, conversation TEXT NOT NULL, contact_id BLOB, noted_by TEXT, at INTEGER NOT NULL, supersedes TEXT, price TEXT,
            PRIMARY KEY (tenant, root_key, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE consent(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, customer TEXT NOT NULL, id TEXT NOT NULL, channel TEXT NOT NULL, purpose INTEGER NOT NULL, basis INTEGER NOT NULL,
            granted INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER, evidence TEXT, policy_text TEXT,
            PRIMARY KEY (tenant, root_key, customer, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE consent_use(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, customer TEXT NOT NULL, consent TEXT NOT NULL, contact_id BLOB NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (tenant, root_key, customer, consent, contact_id, at)) STRICT, WITHOUT ROWID;
        CREATE TABLE hold(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, customer TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER,
            PRIMARY KEY (tenant, root_key, customer, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE class_change(
            row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, root_key TEXT NOT NULL, customer TEXT NOT NULL, at INTEGER NOT NULL, class_from TEXT, class_to TEXT,
            reason TEXT NOT NULL, paused_until INTEGER) STRICT;
        CREATE INDEX class_change_root ON class_change(tenant, root_key, at, row);
        CREATE TABLE objection(
            row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, subject TEXT NOT NULL, channel TEXT, purpose INTEGER, at INTEGER NOT NULL) STRICT;
        CREATE INDEX objection_subject ON objection(tenant, subject, at, row);
        CREATE TABLE decision(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, mode TEXT NOT NULL, outcome TEXT NOT NULL, contact_id BLOB NOT NULL,
            policy_hash TEXT NOT NULL, exemption TEXT, PRIMARY KEY (tenant, root_key, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE decision_reason(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, decision_id BLOB NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, rule_id TEXT, rule_version TEXT,
            parameters TEXT NOT NULL, evidence TEXT NOT NULL, eligible_again_at INTEGER, PRIMARY KEY (tenant, root_key, decision_id, place)) STRICT, WITHOUT ROWID;
        CREATE TABLE policy_set(hash TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE decision ADD COLUMN subject TEXT;
        ALTER TABLE objection ADD COLUMN is_lift INTEGER NOT NULL DEFAULT 0;
        """,

        // Rows are appended, and all that points at a root's rows lies side by side: a reservation then touches three pages of its own, not seven.
        """
        ALTER TABLE contact RENAME TO contact_1;
        DROP INDEX contact_key;
        DROP INDEX contact_open;
        CREATE TABLE contact(
            row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, root_key TEXT NOT NULL, id BLOB NOT NULL, idem_key TEXT NOT NULL, fingerprint TEXT NOT NULL,
            subjects TEXT NOT NULL, customer TEXT NOT NULL, channel TEXT NOT NULL, direction INTEGER NOT NULL, purpose INTEGER NOT NULL, campaign TEXT,
            categories TEXT NOT NULL, tags TEXT NOT NULL, offers TEXT NOT NULL, customer_class TEXT, state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 12),
            at INTEGER NOT NULL, local_date INTEGER NOT NULL, zone TEXT NOT NULL, zone_assumed INTEGER NOT NULL, attempt INTEGER NOT NULL, obeys_caps INTEGER NOT NULL,
            counts_toward_caps INTEGER NOT NULL, requested_by_customer INTEGER NOT NULL, exemption TEXT, priority INTEGER NOT NULL, expires_at INTEGER,
            fence INTEGER NOT NULL, volumes TEXT NOT NULL, contact_point TEXT, changed_at INTEGER NOT NULL) STRICT;
        INSERT INTO contact(
            tenant, root_key, id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, customer_class, state,
            at, local_date, zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, fence, volumes, contact_point, changed_at)
        SELECT
            tenant, root_key, id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, customer_class, state,
            at, local_date, zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, fence, volumes, contact_point, changed_at
        FROM contact_1 ORDER BY changed_at;
        DROP TABLE contact_1;
        CREATE UNIQUE INDEX contact_key ON contact(tenant, root_key, idem_key);
        CREATE INDEX contact_open ON contact(tenant, state, changed_at) WHERE state IN (1, 2);

        ALTER TABLE decision RENAME TO decision_1;
        CREATE TABLE decision(
            row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, root_key TEXT NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, mode TEXT NOT NULL, outcome TEXT NOT NULL,
            contact_id BLOB NOT NULL, policy_hash TEXT NOT NULL, exemption TEXT, subject TEXT) STRICT;
        INSERT INTO decision(tenant, root_key, id, at, mode, outcome, contact_id, policy_hash, exemption, subject)
            SELECT tenant, root_key, id, at, mode, outcome, contact_id, policy_hash, exemption, subject FROM decision_1 ORDER BY at;
        DROP TABLE decision_1;

        CREATE TABLE root_entry(
            tenant TEXT NOT NULL, root_key TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3), value TEXT NOT NULL, at INTEGER NOT NULL, id BLOB NOT NULL,
            row INTEGER NOT NULL, PRIMARY KEY (tenant, root_key, kind, value, at, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX contact_id ON contact(tenant, root_key, id);
        INSERT INTO root_entry SELECT c.tenant, c.root_key, 0, e.subject_key, e.at, c.id, c.row FROM contact_subject e JOIN contact c
            ON c.tenant = e.tenant AND c.root_key = e.root_key AND c.id = e.contact_id;
        INSERT OR IGNORE INTO root_entry SELECT tenant, root_key, 0, root_key, at, id, row FROM contact;
        INSERT INTO root_entry SELECT c.tenant, c.root_key, 1, e.offer, e.at, c.id, c.row FROM contact_offer e JOIN contact c
            ON c.tenant = e.tenant AND c.root_key = e.root_key AND c.id = e.contact_id;
        INSERT INTO root_entry SELECT c.tenant, c.root_key, 2, e.tag, e.at, c.id, c.row FROM contact_tag e JOIN contact c
            ON c.tenant = e.tenant AND c.root_key = e.root_key AND c.id = e.contact_id;
        INSERT INTO root_entry SELECT tenant, root_key, 3, '', at, id, row FROM decision;
        DROP INDEX contact_id;
        DROP TABLE contact_subject;
        DROP TABLE contact_offer;
        DROP TABLE contact_tag;
        CREATE VIEW contact_subject AS SELECT tenant, root_key, value AS subject_key, at, id AS contact_id FROM root_entry WHERE kind = 0;
        CREATE VIEW contact_offer AS SELECT tenant, root_key, value AS offer, at, id AS contact_id FROM root_entry WHERE kind = 1;
        CREATE VIEW contact_tag AS SELECT tenant, root_key, value AS tag, at, id AS contact_id FROM root_entry WHERE kind = 2;
        """,

        // One place for what points at a root's rows, its lock and its keys among them: a reservation then changes one page of its own, not three.
        """
        DROP VIEW contact_subject;
        DROP VIEW contact_offer;
        DROP VIEW contact_tag;
        ALTER TABLE root_entry RENAME TO root_entry_3;
        CREATE TABLE root_entry(
            root_key TEXT NOT NULL, tenant TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 6), value TEXT NOT NULL, at INTEGER NOT NULL, id BLOB NOT NULL,
            row INTEGER NOT NULL, home TEXT, PRIMARY KEY (root_key, tenant, kind, value, at, id)) STRICT, WITHOUT ROWID;
        INSERT INTO root_entry(tenant, root_key, kind, value, at, id, row, home)
            SELECT tenant, subject_key, 0, '', 0, zeroblob(16), version, nullif(root_key, subject_key) FROM subject
            UNION ALL SELECT DISTINCT tenant, root_key, 1, 'consent', 0, zeroblob(16), 0, NULL FROM consent
            UNION ALL SELECT DISTINCT tenant, root_key, 1, 'hold', 0, zeroblob(16), 0, NULL FROM hold
            UNION ALL SELECT DISTINCT tenant, root_key, 1, 'class_change', 0, zeroblob(16), 0, NULL FROM class_change
            UNION ALL SELECT tenant, root_key, kind + 2, value, at, id, row, NULL FROM root_entry_3
            UNION ALL SELECT tenant, root_key, 6, idem_key, 0, zeroblob(16), row, NULL FROM contact;
        DROP TABLE root_entry_3;
        DROP TABLE subject;
        DROP INDEX contact_key;
        CREATE INDEX root_entry_home ON root_entry(home, tenant) WHERE home IS NOT NULL;
        CREATE VIEW subject AS SELECT tenant, root_key AS subject_key, coalesce(home, root_key) AS root_key, row AS version FROM root_entry WHERE kind = 0;
        CREATE VIEW contact_subject AS SELECT tenant, root_key, value AS subject_key, at, id AS contact_id FROM root_entry WHERE kind = 2;
        CREATE VIEW contact_offer AS SELECT tenant, root_key, value AS offer, at, id AS contact_id FROM root_entry WHERE kind = 3;
        CREATE VIEW contact_tag AS SELECT tenant, root_key, value AS tag, at, id AS contact_id FROM root_entry WHERE kind = 4;
        """,

        // The contacts of a campaign are found without looking at all others; contacts of no campaign pay nothing for it.
        "CREATE INDEX contact_campaign ON contact(tenant, campaign, state, changed_at, root_key, id) WHERE campaign IS NOT NULL;",
    ];

    /// <summary>Looks whether a file is a ledger that this program knows, and changes nothing.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="create">Whether a database with nothing in it will do, too.</param>
    /// <exception cref="LedgerException"><see cref="LedgerFault.WrongSchema"/>: the file is somebody else's, or of a newer version, or there is nothing in it.</exception>
    public static void Check(LedgerConnection connection, bool create)
    {
        // One transaction: a process that makes the tables meanwhile has done all of it or nothing.
        connection.Run("BEGIN");
        try
        {
            if (Version(connection) == 0 && !create)
            {
                throw Nothing(connection.Path, "a database without tables");
            }
        }
        finally
        {
            connection.TryRollback();
        }
    }

    /// <summary>What is said of a file with nothing in it where a ledger is expected.</summary>
    public static LedgerException Nothing(string path, string what) =>
        new(LedgerFault.WrongSchema, $"The file {path} is {what}, which is no ledger; expected one that is made already.");

    /// <summary>Creates or migrates the tables, in one transaction: of several processes that open a new file at once, one does it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerFault.WrongSchema"/>: the file is somebody else's, or of a newer version.</exception>
    public static void Bring(LedgerConnection connection)
    {
        if (connection.Number("PRAGMA user_version") == Scripts.Length)
        {
            return;
        }

        connection.Run("BEGIN IMMEDIATE");
        try
        {
            for (int version = Version(connection); version < Scripts.Length; version++)
            {
                connection.RunScript(Scripts[version]);
                connection.RunScript($"PRAGMA user_version = {version + 1}; PRAGMA application_id = {ApplicationId};");
            }

            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    private static int Version(LedgerConnection connection)
    {
        long application = connection.Number("PRAGMA application_id") ?? 0, version = connection.Number("PRAGMA user_version") ?? 0;
        long tables = connection.Number("SELECT count(*) FROM sqlite_schema") ?? 0;
        bool ours = application == ApplicationId || (application == 0 && version == 0 && tables == 0);
        return ours && version <= Scripts.Length ? (int)version : throw new LedgerException(
            LedgerFault.WrongSchema,
            ours
                ? $"The ledger's file {connection.Path} has schema version {version}; this program knows versions up to {Scripts.Length}."
                : $"The file {connection.Path} is a database of something else: its application id is {application}, that of a ledger is {ApplicationId}.");
    }
}
