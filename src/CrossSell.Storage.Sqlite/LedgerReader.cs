using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Reads rows into views. Whoever calls it holds a transaction, so that all of them are of one instant.</summary>
internal static class LedgerReader
{
    private const string ContactColumns =
        "id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, customer_class, state, at, local_date, "
        + "zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, fence, volumes, contact_point, "
        + "changed_at, root_key, tenant";

    public static LedgerView View(LedgerConnection connection, LedgerSelection selection, DateTimeOffset now)
    {
        CheckHomes(connection, selection);
        return new LedgerView(
            now,
            [.. selection.Roots.Select(root => Root(connection, selection, root, now))],
            Objections(connection, selection),
            [.. selection.Volumes.Select(name => Volume(connection, selection.Tenant, name)).OfType<Volume>()]);
    }

    public static IReadOnlyList<Contact> Find(LedgerConnection connection, ContactQuery query)
    {
        string sql = $"SELECT {ContactColumns} FROM contact WHERE tenant = @0 AND state = @1"
            + " AND (@2 IS NULL OR changed_at <= @2) AND (@3 IS NULL OR expires_at <= @3)"
            + " AND (@4 IS NULL OR (root_key, id) IN (SELECT root_key, contact_id FROM contact_volume WHERE tenant = @0 AND volume = @4 AND period = @5))"
            + " ORDER BY changed_at, root_key, id LIMIT @6";
        using LedgerRows rows = connection.Query(
            sql, query.Tenant, (long)query.State, Micro(query.ChangedUntil), Micro(query.ExpiredBy), query.Volume?.Key, query.Volume?.Period, (long)query.Limit);
        List<Contact> found = [];
        while (rows.Read())
        {
            found.Add(Contact(rows));
        }

        return found;
    }

    public static long? Micro(DateTimeOffset? instant) => instant is { } known ? LedgerTime.ToMicroseconds(known) : null;

    /// <summary>A subject keeps the root under which it was first seen; unseen ones are written with the first change.</summary>
    private static void CheckHomes(LedgerConnection connection, LedgerSelection selection)
    {
        foreach (RootSelection root in selection.Roots)
        {
            string key = root.Root.ToString();
            foreach (SubjectKey subject in root.Subjects.Append(root.Root))
            {
                using LedgerRows row = connection.Query("SELECT root_key FROM subject WHERE tenant = @0 AND subject_key = @1", selection.Tenant, subject.ToString());
                if (row.Read() && !string.Equals(row.GetString(0), key, StringComparison.Ordinal))
                {
                    throw new LedgerException(
                        LedgerFault.RootMismatch,
                        $"A {subject.Kind} is kept under another root than the {root.Root.Kind} asked for; its limits could be passed by.");
                }
            }
        }
    }

    private static RootView Root(LedgerConnection connection, LedgerSelection selection, RootSelection root, DateTimeOffset now)
    {
        string tenant = selection.Tenant, key = root.Root.ToString();
        return new RootView
        {
            Root = root.Root,
            Contacts = Contacts(connection, tenant, key, Micro(selection.Since(now)) ?? long.MinValue, root.ContactIds),
            Consents = RecordReader.Consents(connection, tenant, key),
            Holds = RecordReader.Holds(connection, tenant, key),
            ClassChanges = RecordReader.ClassChanges(connection, tenant, key),
            Offers = selection.WithOffers ? RecordReader.Offers(connection, tenant, key) : [],
            ConsentUses = selection.WithLog ? LogReader.ConsentUses(connection, tenant, key) : [],
            Decisions = selection.WithLog ? LogReader.Decisions(connection, tenant, root.Root) : [],
            Responses = selection.WithOffers ? RecordReader.Responses(connection, tenant, key) : [],
        };
    }

    private static List<Contact> Contacts(LedgerConnection connection, string tenant, string root, long since, IReadOnlyList<Guid> ids)
    {
        List<Contact> contacts = [];
        using (LedgerRows rows = connection.Query($"SELECT {ContactColumns} FROM contact WHERE tenant = @0 AND root_key = @1 AND at >= @2", tenant, root, since))
        {
            while (rows.Read())
            {
                contacts.Add(Contact(rows));
            }
        }

        if (since > long.MinValue)
        {
            foreach (Guid id in ids.Distinct())
            {
                using LedgerRows row = connection.Query(
                    $"SELECT {ContactColumns} FROM contact WHERE tenant = @0 AND root_key = @1 AND at < @2 AND id = @3", tenant, root, since, id);
                if (row.Read())
                {
                    contacts.Add(Contact(row));
                }
            }
        }

        contacts.Sort(ContactOrder.Instance);
        return contacts;
    }

    private static Contact Contact(LedgerRows row) => new()
    {
        Id = row.GetGuid(0),
        IdempotencyKey = row.GetString(1),
        Fingerprint = row.GetString(2),
        Subjects = JsonLists.Subjects(row.GetString(3)),
        Customer = new CustomerId(row.GetString(4)),
        Channel = row.GetString(5),
        Direction = (ContactDirection)row.GetInt32(6),
        Purpose = (ContactPurpose)row.GetInt32(7),
        Campaign = row.Maybe(8),
        Categories = JsonLists.Texts(row.GetString(9)),
        Tags = JsonLists.Texts(row.GetString(10)),
        Offers = JsonLists.Texts(row.GetString(11)),
        CustomerClass = row.Maybe(12),
        State = (ContactState)row.GetInt32(13),
        At = row.Instant(14),
        LocalDate = DateOnly.FromDayNumber(row.GetInt32(15)),
        Zone = row.GetString(16),
        ZoneAssumed = row.GetInt32(17) != 0,
        Attempt = row.GetInt32(18),
        ObeysCaps = row.GetInt32(19) != 0,
        CountsTowardCaps = row.GetInt32(20) != 0,
        RequestedByCustomer = row.GetInt32(21) != 0,
        Exemption = row.Maybe(22),
        Priority = row.GetInt32(23),
        ExpiresAt = row.MaybeInstant(24),
        Fence = row.GetInt64(25),
        Volumes = JsonLists.Takes(row.GetString(26)),
        ContactPoint = row.Maybe(27) is { } hex ? ContactPointHash.Parse(hex) : null,
        ChangedAt = row.Instant(28),
        Root = SubjectKey.Parse(row.GetString(29)),
        Tenant = row.GetString(30),
    };

    private static List<Objection> Objections(LedgerConnection connection, LedgerSelection selection)
    {
        List<Objection> objections = [];
        foreach (ContactPointHash subject in selection.ObjectionSubjects.Distinct())
        {
            using LedgerRows rows = connection.Query(
                "SELECT channel, purpose, at, is_lift FROM objection WHERE tenant = @0 AND subject = @1 ORDER BY at, row", selection.Tenant, subject.ToString());
            while (rows.Read())
            {
                objections.Add(new Objection
                {
                    Subject = subject,
                    Channel = rows.Maybe(0),
                    Purpose = rows.IsDBNull(1) ? null : (ContactPurpose)rows.GetInt32(1),
                    At = rows.Instant(2),
                    IsLift = rows.GetInt32(3) != 0,
                });
            }
        }

        return [.. objections.OrderBy(objection => objection.At)];
    }

    private static Volume? Volume(LedgerConnection connection, string tenant, VolumeKey name)
    {
        using LedgerRows row = connection.Query(
            "SELECT used, cap FROM volume WHERE tenant = @0 AND volume = @1 AND period = @2", tenant, name.Key, name.Period);
        return row.Read() ? new Volume(name, row.GetInt64(0), row.GetInt64(1)) : null;
    }
}
