using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// What points at a root's rows, side by side in one table: its contacts by subject, by offer and by tag, each in order of instant, and its rows of the decision log.
/// Views give each kind the name of its own table: contact_subject, contact_offer, contact_tag.
/// </summary>
internal static class RootEntries
{
    /// <summary>The row of a contact of root @1; at and id are to be added.</summary>
    public const string RowOfContact = "SELECT row FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 0 AND value = @1";

    /// <summary>The row of a decision of root @1; at and id are to be added.</summary>
    public const string RowOfDecision = "SELECT row FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 3 AND value = ''";

    private const string Insert = "INSERT INTO root_entry(tenant, root_key, kind, value, at, id, row) VALUES (@0, @1, @2, @3, @4, @5, @6)";

    private const long Subject = 0;
    private const long Offer = 1;
    private const long Tag = 2;
    private const long Decision = 3;

    public static void Add(LedgerConnection connection, Contact contact, string root, long at, long row)
    {
        // The root's own entry is how its contacts are found.
        connection.Run(Insert, contact.Tenant, root, Subject, root, at, contact.Id, row);
        for (int i = 0; i < contact.Subjects.Count; i++)
        {
            if (contact.Subjects[i] != contact.Root)
            {
                connection.Run(Insert, contact.Tenant, root, Subject, contact.Subjects[i].ToString(), at, contact.Id, row);
            }
        }

        for (int i = 0; i < contact.Offers.Count; i++)
        {
            connection.Run(Insert, contact.Tenant, root, Offer, contact.Offers[i], at, contact.Id, row);
        }

        for (int i = 0; i < contact.Tags.Count; i++)
        {
            connection.Run(Insert, contact.Tenant, root, Tag, contact.Tags[i], at, contact.Id, row);
        }
    }

    public static void Add(LedgerConnection connection, string tenant, string root, Guid decision, long at, long row) =>
        connection.Run(Insert, tenant, root, Decision, "", at, decision, row);

    /// <summary>A contact counts at another instant from now on.</summary>
    public static void Move(LedgerConnection connection, string tenant, string root, Guid contact, long at) =>
        connection.Run("UPDATE root_entry SET at = @3 WHERE tenant = @0 AND root_key = @1 AND kind < 3 AND id = @2", tenant, root, contact, at);

    /// <summary>Deletes a contact with everything that points at it.</summary>
    public static void Remove(LedgerConnection connection, string tenant, string root, Contact contact)
    {
        connection.Run(
            $"DELETE FROM contact WHERE row = ({RowOfContact} AND at = @3 AND id = @2)", tenant, root, contact.Id, LedgerTime.ToMicroseconds(contact.At));
        connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind < 3 AND id = @2", tenant, root, contact.Id);
    }

    /// <summary>Deletes a row of the decision log with what points at it.</summary>
    public static void Remove(LedgerConnection connection, string tenant, string root, DecisionRecord decision)
    {
        long at = LedgerTime.ToMicroseconds(decision.At);
        connection.Run($"DELETE FROM decision WHERE row = ({RowOfDecision} AND at = @3 AND id = @2)", tenant, root, decision.Id, at);
        connection.Run("DELETE FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 3 AND value = '' AND at = @3 AND id = @2", tenant, root, decision.Id, at);
    }
}
