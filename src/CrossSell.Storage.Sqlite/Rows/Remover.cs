using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Deletes rows with their entries in every index table; whoever calls it holds the write lock.</summary>
internal static class Remover
{
    public static void Remove(LedgerConnection connection, string tenant, LedgerRemoval removal)
    {
        RootView rows = removal.Rows;
        string root = rows.Root.ToString();
        foreach (Contact contact in rows.Contacts)
        {
            Guid id = contact.Id;
            RootEntries.Remove(connection, tenant, root, contact);
            foreach (VolumeTake take in contact.Volumes)
            {
                connection.Run(
                    "DELETE FROM contact_volume WHERE tenant = @0 AND volume = @1 AND period = @2 AND root_key = @3 AND contact_id = @4", tenant, take.Key, take.Period, root, id);
            }
        }

        foreach (Consent row in rows.Consents)
        {
            connection.Run("DELETE FROM consent WHERE tenant = @0 AND root_key = @1 AND customer = @2 AND id = @3", tenant, root, row.Customer.Value, row.Id);
        }

        foreach (ConsentUse row in rows.ConsentUses)
        {
            connection.Run(
                "DELETE FROM consent_use WHERE tenant = @0 AND root_key = @1 AND customer = @2 AND consent = @3 AND contact_id = @4 AND at = @5",
                tenant, root, row.Customer.Value, row.ConsentId, row.ContactId, LedgerTime.ToMicroseconds(row.At));
        }

        foreach (Hold row in rows.Holds)
        {
            connection.Run("DELETE FROM hold WHERE tenant = @0 AND root_key = @1 AND customer = @2 AND id = @3", tenant, root, row.Customer.Value, row.Id);
        }

        foreach (ClassChange row in rows.ClassChanges)
        {
            connection.Run(
                "DELETE FROM class_change WHERE tenant = @0 AND root_key = @1 AND customer = @2 AND at = @3", tenant, root, row.Customer.Value, LedgerTime.ToMicroseconds(row.At));
        }

        foreach (Offer row in rows.Offers)
        {
            connection.Run("DELETE FROM offer WHERE tenant = @0 AND root_key = @1 AND id = @2", tenant, root, row.Id);
        }

        foreach (OfferResponse row in rows.Responses)
        {
            connection.Run("DELETE FROM offer_response WHERE tenant = @0 AND root_key = @1 AND id = @2", tenant, root, row.Id);
        }

        foreach (DecisionRecord row in rows.Decisions)
        {
            Guid id = row.Id;
            connection.Run("DELETE FROM decision_reason WHERE tenant = @0 AND root_key = @1 AND decision_id = @2", tenant, root, id);
            RootEntries.Remove(connection, tenant, root, row);
        }

        if (removal.Forgotten is { } subject)
        {
            RootEntries.Forget(connection, tenant, rows.Root, subject);
        }
    }
}
