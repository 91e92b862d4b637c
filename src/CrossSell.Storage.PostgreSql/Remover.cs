using CrossSell.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Statements that delete rows with their entries in every index table; each names its <c>root_key</c>.</summary>
internal sealed class Remover(string schema)
{
    public void Ask(NpgsqlBatch batch, string tenant, LedgerRemoval removal)
    {
        RootView rows = removal.Rows;
        Guid[] contacts = [.. rows.Contacts.Select(row => row.Id)], decisions = [.. rows.Decisions.Select(row => row.Id)];
        foreach (string table in (string[])["contact_subject", "contact_offer", "contact_tag", "contact_volume"])
        {
            Delete(table, "contact_id = ANY($3)", contacts);
        }

        Delete("contact", "id = ANY($3)", contacts);
        Delete("decision_reason", "decision_id = ANY($3)", decisions);
        Delete("decision", "id = ANY($3)", decisions);
        foreach (Consent row in rows.Consents)
        {
            Row("consent", "customer = $3 AND id = $4", Sql.Text(row.Customer.Value), Sql.Text(row.Id));
        }

        foreach (ConsentUse row in rows.ConsentUses)
        {
            Row("consent_use", "customer = $3 AND consent = $4 AND contact_id = $5 AND at = $6", Sql.Text(row.Customer.Value), Sql.Text(row.ConsentId), Sql.Id(row.ContactId), Sql.At(row.At));
        }

        foreach (Hold row in rows.Holds)
        {
            Row("hold", "customer = $3 AND id = $4", Sql.Text(row.Customer.Value), Sql.Text(row.Id));
        }

        foreach (ClassChange row in rows.ClassChanges)
        {
            Row("class_change", "customer = $3 AND at = $4", Sql.Text(row.Customer.Value), Sql.At(row.At));
        }

        foreach (Offer row in rows.Offers)
        {
            Row("offer", "id = $3", Sql.Text(row.Id));
        }

        foreach (OfferResponse row in rows.Responses)
        {
            Row("offer_response", "id = $3", Sql.Text(row.Id));
        }

        if (removal.Forgotten is { } subject)
        {
            Forget(subject);
        }

        void Delete(string table, string which, Guid[] ids)
        {
            if (ids.Length > 0)
            {
                Row(table, which, new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = ids });
            }
        }

        void Row(string table, string which, params ReadOnlySpan<NpgsqlParameter> values) => batch.Add(
            $"DELETE FROM {schema}.{table} WHERE root_key = $1 AND tenant = $2 AND {which}", [Sql.Text(rows.Root), Sql.Text(tenant), .. values]);

        // Pointers on the subjects' own shards first, for the root's rows name them.
        void Forget(SubjectKey gone)
        {
            if (gone != rows.Root)
            {
                batch.Add($"DELETE FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND home = $3", Sql.Text(gone), Sql.Text(tenant), Sql.Text(rows.Root));
                Row("subject", "subject_key = $3", Sql.Text(gone));
                return;
            }

            batch.Add(
                $"DELETE FROM {schema}.subject WHERE tenant = $2 AND home = $1 AND root_key IN "
                + $"(SELECT subject_key FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key <> $1)",
                Sql.Text(gone), Sql.Text(tenant));
            batch.Add($"DELETE FROM {schema}.subject WHERE root_key = $1 AND tenant = $2", Sql.Text(gone), Sql.Text(tenant));
            batch.Add($"DELETE FROM {schema}.objection WHERE root_key = $1 AND tenant = $2", Sql.Text(gone), Sql.Text(tenant));
        }
    }
}
