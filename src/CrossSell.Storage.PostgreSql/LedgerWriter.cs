using System.Globalization;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>A step's changes as statements of one batch; each names its <c>root_key</c>.</summary>
internal sealed class LedgerWriter(string schema, LockMode mode)
{
    private readonly string _insertContact =
        $"INSERT INTO {schema}.contact(root_key, tenant, id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, "
        + "customer_class, state, at, local_date, zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, "
        + "fence, volumes, contact_point, changed_at) VALUES (" + string.Join(", ", Enumerable.Range(1, 31).Select(i => "$" + i)) + ")";

    public void Ask(NpgsqlBatch batch, LedgerSelection selection, LedgerView view, LedgerChanges changes)
    {
        string tenant = selection.Tenant;
        foreach (RootSelection root in mode == LockMode.ForUpdateUnderRepeatableRead ? [] : selection.Roots)
        {
            batch.Add($"UPDATE {schema}.subject SET high_water = $3 WHERE root_key = $1 AND tenant = $2 AND subject_key = $1", Sql.Text(root.Root), Sql.Text(tenant), Sql.At(view.Now));
        }

        foreach (Contact contact in changes.Contacts)
        {
            Put(batch, contact, view.Root(contact.Root).Contacts.FirstOrDefault(known => known.Id == contact.Id));
        }

        foreach (Volume volume in changes.Volumes)
        {
            // One that was there is locked; one that was not may have been made meanwhile, and then keeps what was taken from it.
            string change = view.Volume(volume.Name) is null ? "SET cap = excluded.cap" : "SET used = excluded.used, cap = excluded.cap";
            batch.Add(
                $"INSERT INTO {schema}.volume(root_key, tenant, volume, period, used, cap) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (root_key, tenant, volume, period) DO UPDATE {change}",
                Sql.Text(Sql.RootOf(volume.Name)), Sql.Text(tenant), Sql.Text(volume.Name.Key), Sql.Text(volume.Name.Period), Sql.Big(volume.Used), Sql.Big(volume.Cap));
        }

        foreach (DecisionRecord decision in changes.Decisions)
        {
            Add(batch, tenant, decision);
        }

        new RecordWriter(schema).Ask(batch, tenant, changes);
        foreach (LedgerRemoval removal in changes.Removals)
        {
            new Remover(schema).Ask(batch, tenant, removal);
        }
    }

    private void Put(NpgsqlBatch batch, Contact contact, Contact? known)
    {
        if (known is null)
        {
            batch.Add(
                _insertContact, Sql.Text(contact.Root), Sql.Text(contact.Tenant), Sql.Id(contact.Id), Sql.Text(contact.IdempotencyKey), Sql.Text(contact.Fingerprint),
                Sql.Texts(contact.Subjects.Select(subject => subject.ToString())), Sql.Text(contact.Customer.Value), Sql.Text(contact.Channel),
                Sql.Small((int)contact.Direction), Sql.Small((int)contact.Purpose), Sql.Text(contact.Campaign), Sql.Texts(contact.Categories), Sql.Texts(contact.Tags),
                Sql.Texts(contact.Offers), Sql.Text(contact.CustomerClass), Sql.Small((int)contact.State), Sql.At(contact.At), Sql.Day(contact.LocalDate),
                Sql.Text(contact.Zone), Sql.Bit(contact.ZoneAssumed), Sql.Int(contact.Attempt), Sql.Bit(contact.ObeysCaps), Sql.Bit(contact.CountsTowardCaps),
                Sql.Bit(contact.RequestedByCustomer), Sql.Text(contact.Exemption), Sql.Int(contact.Priority), Sql.At(contact.ExpiresAt), Sql.Big(contact.Fence),
                Sql.Texts(contact.Volumes.SelectMany(take => (string[])[take.Key, take.Period, take.Amount.ToString(CultureInfo.InvariantCulture)])),
                Sql.Text(contact.ContactPoint?.ToString()), Sql.At(contact.ChangedAt));
            foreach (VolumeTake take in contact.Volumes)
            {
                batch.Add(
                    $"INSERT INTO {schema}.contact_volume(root_key, tenant, volume, period, contact_id, amount) VALUES ($1, $2, $3, $4, $5, $6)",
                    Sql.Text(contact.Root), Sql.Text(contact.Tenant), Sql.Text(take.Key), Sql.Text(take.Period), Sql.Id(contact.Id), Sql.Big(take.Amount));
            }
        }
        else
        {
            // What limits match on was frozen; only a reservation taken anew moves to its new instant.
            batch.Add(
                $"UPDATE {schema}.contact SET state = $4, at = $5, local_date = $6, expires_at = $7, fence = $8, changed_at = $9, contact_point = $10, zone = $11, "
                + "zone_assumed = $12 WHERE root_key = $1 AND tenant = $2 AND id = $3",
                Sql.Text(contact.Root), Sql.Text(contact.Tenant), Sql.Id(contact.Id), Sql.Small((int)contact.State), Sql.At(contact.At), Sql.Day(contact.LocalDate),
                Sql.At(contact.ExpiresAt), Sql.Big(contact.Fence), Sql.At(contact.ChangedAt), Sql.Text(contact.ContactPoint?.ToString()), Sql.Text(contact.Zone),
                Sql.Bit(contact.ZoneAssumed));
        }

        if (known?.At != contact.At)
        {
            Index(batch, contact, known?.At, "contact_subject", "subject_key", contact.Subjects.Select(subject => subject.ToString()));
            Index(batch, contact, known?.At, "contact_offer", "offer", contact.Offers);
            Index(batch, contact, known?.At, "contact_tag", "tag", contact.Tags);
        }
    }

    private void Index(NpgsqlBatch batch, Contact contact, DateTimeOffset? before, string table, string column, IEnumerable<string> values)
    {
        string[] all = [.. values];
        if (all.Length == 0)
        {
            return;
        }

        if (before is { } at)
        {
            batch.Add(
                $"DELETE FROM {schema}.{table} WHERE root_key = $1 AND tenant = $2 AND {column} = ANY($3) AND at = $4 AND contact_id = $5",
                Sql.Text(contact.Root), Sql.Text(contact.Tenant), Sql.Texts(all), Sql.At(at), Sql.Id(contact.Id));
        }

        foreach (string value in all)
        {
            batch.Add(
                $"INSERT INTO {schema}.{table}(root_key, tenant, {column}, at, contact_id) VALUES ($1, $2, $3, $4, $5)",
                Sql.Text(contact.Root), Sql.Text(contact.Tenant), Sql.Text(value), Sql.At(contact.At), Sql.Id(contact.Id));
        }
    }

    private void Add(NpgsqlBatch batch, string tenant, DecisionRecord decision)
    {
        batch.Add(
            $"INSERT INTO {schema}.decision(root_key, tenant, id, at, mode, outcome, contact_id, policy_hash, exemption, subject) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
            + "ON CONFLICT (root_key, tenant, id) DO NOTHING",
            Sql.Text(decision.Root), Sql.Text(tenant), Sql.Id(decision.Id), Sql.At(decision.At), Sql.Text(decision.Mode), Sql.Text(decision.Outcome),
            Sql.Id(decision.ContactId), Sql.Text(decision.PolicyHash), Sql.Text(decision.Exemption), Sql.Text(decision.Subject?.ToString()));
        for (int i = 0; i < decision.Vetoes.Count; i++)
        {
            Veto veto = decision.Vetoes[i];
            batch.Add(
                $"INSERT INTO {schema}.decision_reason(root_key, tenant, decision_id, place, code, rule_id, rule_version, parameters, evidence, eligible_again_at) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (root_key, tenant, decision_id, place) DO NOTHING",
                Sql.Text(decision.Root), Sql.Text(tenant), Sql.Id(decision.Id), Sql.Int(i), Sql.Text(veto.Code), Sql.Text(veto.RuleId), Sql.Text(veto.RuleVersion),
                Sql.Texts(veto.Parameters.Select(pair => pair.Key + "=" + pair.Value)), Sql.Texts(veto.Evidence), Sql.At(veto.EligibleAgainAt));
        }
    }
}
