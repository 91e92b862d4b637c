using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// What points at a root's rows, side by side in one table: where a subject lives (and how often it was locked), which records there are beside contacts, the contacts by
/// subject, by offer and by tag, each in order of instant, the rows of the decision log, and the keys of the contacts, each once.
/// Views give what the rest of the world may ask for a name of its own: subject, contact_subject, contact_offer, contact_tag.
/// </summary>
internal static class RootEntries
{
    /// <summary>The entry of a subject under its own key; its home is null when that is itself.</summary>
    public const long Place = 0;

    /// <summary>There are, or once were, records of this name.</summary>
    public const long Mark = 1;

    public const string Consent = "consent";
    public const string Hold = "hold";
    public const string ClassChange = "class_change";

    /// <summary>Where subject @1 lives.</summary>
    public const string HomeOf = "SELECT home FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 0 AND value = ''";

    /// <summary>The row of a contact of root @1; at and id are to be added.</summary>
    public const string RowOfContact = "SELECT row FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 2 AND value = @1";

    /// <summary>The row of a decision of root @1; at and id are to be added.</summary>
    public const string RowOfDecision = "SELECT row FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 5 AND value = ''";

    private const long Subject = 2;
    private const long Offer = 3;
    private const long Tag = 4;
    private const long Decision = 5;
    private const long Key = 6;

    /// <summary>Counts the root's lock in the file up. Subjects that are seen for the first time get their place.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="tenant">Whose data.</param>
    /// <param name="root">The root and who lives under it.</param>
    /// <param name="isNew">Whether the root itself has no place yet, as this transaction saw it.</param>
    public static void Lock(LedgerConnection connection, string tenant, RootSelection root, bool isNew)
    {
        string key = root.Root.ToString();
        if (isNew)
        {
            connection.Entries.Add(tenant, key, Place, "", 0, Guid.Empty, 1);
        }
        else
        {
            connection.Run("UPDATE root_entry SET row = row + 1 WHERE tenant = @0 AND root_key = @1 AND kind = 0 AND value = ''", tenant, key);
        }

        for (int i = 0; i < root.Subjects.Count; i++)
        {
            if (root.Subjects[i] != root.Root)
            {
                connection.Run(
                    "INSERT INTO root_entry(tenant, root_key, kind, value, at, id, row, home) VALUES (@0, @1, 0, '', 0, zeroblob(16), 1, @2) ON CONFLICT DO NOTHING",
                    tenant, root.Subjects[i].ToString(), key);
            }
        }
    }

    public static void Add(EntryBatch entries, Contact contact, string root, long at, long row)
    {
        // The root's own entry is how its contacts are found; the key's says that there is no second contact under it.
        entries.Add(contact.Tenant, root, Subject, root, at, contact.Id, row);
        entries.Add(contact.Tenant, root, Key, contact.IdempotencyKey, 0, Guid.Empty, row);
        for (int i = 0; i < contact.Subjects.Count; i++)
        {
            if (contact.Subjects[i] != contact.Root)
            {
                entries.Add(contact.Tenant, root, Subject, contact.Subjects[i].ToString(), at, contact.Id, row);
            }
        }

        for (int i = 0; i < contact.Offers.Count; i++)
        {
            entries.Add(contact.Tenant, root, Offer, contact.Offers[i], at, contact.Id, row);
        }

        for (int i = 0; i < contact.Tags.Count; i++)
        {
            entries.Add(contact.Tenant, root, Tag, contact.Tags[i], at, contact.Id, row);
        }
    }

    public static void Add(EntryBatch entries, string tenant, string root, Guid decision, long at, long row) => entries.Add(tenant, root, Decision, "", at, decision, row);

    /// <summary>From now on records of this name are looked for.</summary>
    public static void Add(LedgerConnection connection, string tenant, SubjectKey root, string mark) => connection.Run(
        "INSERT INTO root_entry(tenant, root_key, kind, value, at, id, row) VALUES (@0, @1, 1, @2, 0, zeroblob(16), 0) ON CONFLICT DO NOTHING", tenant, root.ToString(), mark);

    /// <summary>Forgets where a subject lives; with a root, all who live under it, and which records there were.</summary>
    public static void Forget(LedgerConnection connection, string tenant, SubjectKey root, SubjectKey subject)
    {
        string key = root.ToString();
        if (subject == root)
        {
            connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 0", tenant, key);
            connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND home = @1 AND kind = 0", tenant, key);

            // A record that stayed behind must be found: a hold that nobody looks for holds nobody.
            connection.Run(
                "DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 1 AND NOT (CASE value WHEN 'hold' THEN EXISTS(SELECT 1 FROM hold WHERE tenant = @0 AND root_key = @1) "
                + "WHEN 'consent' THEN EXISTS(SELECT 1 FROM consent WHERE tenant = @0 AND root_key = @1) "
                + "ELSE EXISTS(SELECT 1 FROM class_change WHERE tenant = @0 AND root_key = @1) END)",
                tenant, key);
        }
        else
        {
            connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @2 AND kind = 0 AND home = @1", tenant, key, subject.ToString());
        }
    }

    /// <summary>A contact counts at another instant from now on.</summary>
    public static void Move(LedgerConnection connection, string tenant, string root, Guid contact, long at) =>
        connection.Run("UPDATE root_entry SET at = @3 WHERE tenant = @0 AND root_key = @1 AND kind BETWEEN 2 AND 4 AND id = @2", tenant, root, contact, at);

    /// <summary>Deletes a contact with everything that points at it.</summary>
    public static void Remove(LedgerConnection connection, string tenant, string root, Contact contact)
    {
        connection.Run(
            $"DELETE FROM contact WHERE row = ({RowOfContact} AND at = @3 AND id = @2)", tenant, root, contact.Id, LedgerTime.ToMicroseconds(contact.At));
        connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind BETWEEN 2 AND 4 AND id = @2", tenant, root, contact.Id);
        connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 6 AND value = @2", tenant, root, contact.IdempotencyKey);
    }

    /// <summary>Deletes a row of the decision log with what points at it.</summary>
    public static void Remove(LedgerConnection connection, string tenant, string root, DecisionRecord decision)
    {
        long at = LedgerTime.ToMicroseconds(decision.At);
        connection.Run($"DELETE FROM decision WHERE row = ({RowOfDecision} AND at = @3 AND id = @2)", tenant, root, decision.Id, at);
        connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 5 AND value = '' AND at = @3 AND id = @2", tenant, root, decision.Id, at);
    }
}
