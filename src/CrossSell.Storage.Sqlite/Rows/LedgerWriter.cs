using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Writes a step's changes; whoever calls it holds the write lock.</summary>
internal static class LedgerWriter
{
    private static readonly string InsertContact =
        "INSERT INTO contact(tenant, root_key, id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, "
        + "customer_class, state, at, local_date, zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, "
        + "fence, volumes, contact_point, changed_at) VALUES (" + string.Join(", ", Enumerable.Range(0, 31).Select(i => "@" + i)) + ")";

    /// <param name="connection">Where.</param>
    /// <param name="selection">What the step had selected.</param>
    /// <param name="view">What it saw, in the same transaction.</param>
    /// <param name="unseen">The selected roots that have no place yet; null when all have.</param>
    /// <param name="changes">What it wants.</param>
    public static void Write(LedgerConnection connection, LedgerSelection selection, LedgerView view, List<SubjectKey>? unseen, LedgerChanges changes)
    {
        string tenant = selection.Tenant;
        connection.Entries.Clear();
        for (int i = 0; i < selection.Roots.Count; i++)
        {
            RootSelection root = selection.Roots[i];
            RootEntries.Lock(connection, tenant, root, unseen is not null && unseen.Contains(root.Root));
        }

        for (int i = 0; i < changes.Contacts.Count; i++)
        {
            Put(connection, selection, view, changes.Contacts[i]);
        }

        foreach (Volume volume in changes.Volumes)
        {
            connection.Run(
                "INSERT INTO volume(tenant, volume, period, used, cap) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO UPDATE SET used = @3, cap = @4",
                tenant, volume.Name.Key, volume.Name.Period, volume.Used, volume.Cap);
        }

        for (int i = 0; i < changes.Decisions.Count; i++)
        {
            Add(connection, tenant, changes.Decisions[i]);
        }

        connection.Entries.Write();
        RecordWriter.Write(connection, tenant, changes);
        foreach (LedgerRemoval removal in changes.Removals)
        {
            Remover.Remove(connection, tenant, removal);
        }
    }

    private static void Put(LedgerConnection connection, LedgerSelection selection, LedgerView view, Contact contact)
    {
        string root = contact.Root.ToString();
        Guid id = contact.Id;
        long at = LedgerTime.ToMicroseconds(contact.At);
        long? known = KnownAt(connection, selection, view, contact, root);
        if (known is null)
        {
            connection.Run(
                InsertContact, contact.Tenant, root, id, contact.IdempotencyKey, contact.Fingerprint, JsonLists.Of(contact.Subjects), contact.Customer.Value,
                contact.Channel, (long)contact.Direction, (long)contact.Purpose, contact.Campaign, JsonLists.Of(contact.Categories), JsonLists.Of(contact.Tags),
                JsonLists.Of(contact.Offers), contact.CustomerClass, (long)contact.State, at, (long)contact.LocalDate.DayNumber, contact.Zone,
                Bit(contact.ZoneAssumed), (long)contact.Attempt, Bit(contact.ObeysCaps), Bit(contact.CountsTowardCaps), Bit(contact.RequestedByCustomer),
                contact.Exemption, (long)contact.Priority, LedgerReader.Micro(contact.ExpiresAt), contact.Fence, JsonLists.Of(contact.Volumes),
                contact.ContactPoint?.ToString(), LedgerTime.ToMicroseconds(contact.ChangedAt));
            RootEntries.Add(connection.Entries, contact, root, at, connection.LastRow);
            foreach (VolumeTake take in contact.Volumes)
            {
                connection.Run(
                    "INSERT INTO contact_volume(tenant, volume, period, root_key, contact_id, amount) VALUES (@0, @1, @2, @3, @4, @5)",
                    contact.Tenant, take.Key, take.Period, root, id, take.Amount);
            }

            return;
        }

        // What limits match on was frozen; only a reservation taken anew moves to its new instant.
        connection.Run(
            "UPDATE contact SET state = @3, at = @4, local_date = @5, expires_at = @6, fence = @7, changed_at = @8, contact_point = @9, zone = @10, zone_assumed = @11 "
            + $"WHERE row = ({RootEntries.RowOfContact} AND at = @12 AND id = @2)",
            contact.Tenant, root, id, (long)contact.State, at, (long)contact.LocalDate.DayNumber, LedgerReader.Micro(contact.ExpiresAt), contact.Fence,
            LedgerTime.ToMicroseconds(contact.ChangedAt), contact.ContactPoint?.ToString(), contact.Zone, Bit(contact.ZoneAssumed), known);
        if (known != at)
        {
            // Its entries are in the file: a contact is put down at most once in a step.
            RootEntries.Move(connection, contact.Tenant, root, id, at);
        }
    }

    /// <summary>The instant of the contact as it is stored; null when it is not.</summary>
    private static long? KnownAt(LedgerConnection connection, LedgerSelection selection, LedgerView view, Contact contact, string root)
    {
        IReadOnlyList<Contact> shown = view.Root(contact.Root).Contacts;
        for (int i = 0; i < shown.Count; i++)
        {
            if (shown[i].Id == contact.Id)
            {
                return LedgerTime.ToMicroseconds(shown[i].At);
            }
        }

        // What was asked for by its id and not shown is not there; else it may be older than what was asked for.
        return IsShown(selection, view, contact)
            ? null
            : connection.Number("SELECT at FROM root_entry WHERE tenant = @0 AND root_key = @1 AND kind = 2 AND value = @1 AND id = @2", contact.Tenant, root, contact.Id);
    }

    private static bool IsShown(LedgerSelection selection, LedgerView view, Contact contact)
    {
        for (int i = 0; i < selection.Roots.Count; i++)
        {
            if (selection.Roots[i].Root == contact.Root)
            {
                return selection.Roots[i].ContactIds.Contains(contact.Id) || selection.Since(view.Now) is null;
            }
        }

        return false;
    }

    private static void Add(LedgerConnection connection, string tenant, DecisionRecord decision)
    {
        string root = decision.Root.ToString();
        Guid id = decision.Id;
        long at = LedgerTime.ToMicroseconds(decision.At);
        int added = connection.Change(
            "INSERT INTO decision(tenant, root_key, id, at, mode, outcome, contact_id, policy_hash, exemption, subject) SELECT @0, @1, @2, @3, @4, @5, @6, @7, @8, @9 "
            + $"WHERE NOT EXISTS ({RootEntries.RowOfDecision} AND at = @3 AND id = @2)",
            tenant, root, id, at, decision.Mode, decision.Outcome, decision.ContactId, decision.PolicyHash, decision.Exemption, decision.Subject?.ToString());
        if (added == 0)
        {
            return;
        }

        RootEntries.Add(connection.Entries, tenant, root, decision.Id, at, connection.LastRow);
        for (int i = 0; i < decision.Vetoes.Count; i++)
        {
            Veto veto = decision.Vetoes[i];
            connection.Run(
                "INSERT INTO decision_reason(tenant, root_key, decision_id, place, code, rule_id, rule_version, parameters, evidence, eligible_again_at) "
                + "VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)",
                tenant, root, id, (long)i, veto.Code, veto.RuleId, veto.RuleVersion, JsonLists.Of(veto.Parameters), JsonLists.Of(veto.Evidence),
                LedgerReader.Micro(veto.EligibleAgainAt));
        }
    }

    private static long Bit(bool value) => value ? 1 : 0;
}
