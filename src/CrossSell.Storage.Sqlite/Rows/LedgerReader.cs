using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Reads rows into views. Whoever calls it holds a transaction, so that all of them are of one instant.</summary>
internal static class LedgerReader
{
    private const string ContactColumns =
        "c.id, c.idem_key, c.fingerprint, c.subjects, c.customer, c.channel, c.direction, c.purpose, c.campaign, c.categories, c.tags, c.offers, c.customer_class, c.state, "
        + "c.at, c.local_date, c.zone, c.zone_assumed, c.attempt, c.obeys_caps, c.counts_toward_caps, c.requested_by_customer, c.exemption, c.priority, c.expires_at, c.fence, "
        + "c.volumes, c.contact_point, c.changed_at, c.root_key, c.tenant";

    // A root's contacts, found by what points at them; CROSS JOIN says in which order.
    private const string OfRoot =
        $"SELECT {ContactColumns} FROM root_entry e CROSS JOIN contact c ON c.row = e.row WHERE e.tenant = @0 AND e.root_key = @1 AND e.kind = 2 AND e.value = @1";

    // Where the root lives, which of the rarer records there are, and its contacts, all from one stretch of one page.
    private const string Place =
        $"SELECT {ContactColumns}, e.kind, e.value, e.home FROM root_entry e LEFT JOIN contact c ON c.row = iif(e.kind = 2, e.row, NULL) "
        + "WHERE e.tenant = @0 AND e.root_key = @1 AND e.kind <= 2 AND (e.kind < 2 OR (e.value = @1 AND (e.at >= @2 OR e.id = @3)))";

    private const int Kind = 31;
    private const int Value = 32;
    private const int Home = 33;

    public static LedgerView View(LedgerConnection connection, LedgerSelection selection, DateTimeOffset now) => View(connection, selection, now, out _);

    /// <summary>What was selected.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="selection">What is wanted.</param>
    /// <param name="now">The instant.</param>
    /// <param name="unseen">The selected roots that have no place yet; null when all have.</param>
    public static LedgerView View(LedgerConnection connection, LedgerSelection selection, DateTimeOffset now, out List<SubjectKey>? unseen)
    {
        unseen = null;
        var roots = new RootView[selection.Roots.Count];
        for (int i = 0; i < roots.Length; i++)
        {
            roots[i] = Root(connection, selection, selection.Roots[i], now, out bool isPlaced);
            if (!isPlaced)
            {
                (unseen ??= []).Add(selection.Roots[i].Root);
            }
        }

        return new LedgerView(now, roots, Objections(connection, selection), Volumes(connection, selection));
    }

    public static IReadOnlyList<Contact> Find(LedgerConnection connection, ContactQuery query)
    {
        string sql = $"SELECT {ContactColumns} FROM contact c WHERE c.tenant = @0 AND c.state = @1"
            + " AND (@2 IS NULL OR c.changed_at <= @2) AND (@3 IS NULL OR c.expires_at <= @3)"
            + " AND (@4 IS NULL OR (c.root_key, c.id) IN (SELECT root_key, contact_id FROM contact_volume WHERE tenant = @0 AND volume = @4 AND period = @5))"
            + (query.Campaign is null ? " AND @7 IS NULL" : " AND c.campaign = @7") + " AND (@8 IS NULL OR c.at <= @8)"
            + (query.After is null ? " AND @9 IS NULL AND @10 IS NULL AND @11 IS NULL" : " AND (c.changed_at, c.root_key, c.id) > (@9, @10, @11)")
            + " ORDER BY c.changed_at, c.root_key, c.id LIMIT @6";
        using LedgerRows rows = connection.Query(
            sql, query.Tenant, (long)query.State, Micro(query.ChangedUntil), Micro(query.ExpiredBy), query.Volume?.Key, query.Volume?.Period, (long)query.Limit,
            query.Campaign, Micro(query.DueBy), Micro(query.After?.ChangedAt), query.After?.Root.ToString(), query.After?.Id);
        List<Contact> found = [];
        while (rows.Read())
        {
            found.Add(Contact(rows));
        }

        return found;
    }

    public static long? Micro(DateTimeOffset? instant) => instant is { } known ? LedgerTime.ToMicroseconds(known) : null;

    /// <summary>A subject keeps the root under which it was first seen; unseen ones are written with the first change.</summary>
    private static void CheckHomes(LedgerConnection connection, string tenant, RootSelection root, string key)
    {
        for (int i = 0; i < root.Subjects.Count; i++)
        {
            SubjectKey subject = root.Subjects[i];
            if (subject == root.Root)
            {
                continue;
            }

            using LedgerRows row = connection.Query(RootEntries.HomeOf, tenant, subject.ToString());
            if (row.Read() && (row.IsDBNull(0) || !row.Is(0, key)))
            {
                throw Mismatch(subject, root.Root);
            }
        }
    }

    private static LedgerException Mismatch(SubjectKey subject, SubjectKey root) => new(
        LedgerFault.RootMismatch, $"A {subject.Kind} is kept under another root than the {root.Kind} asked for; its limits could be passed by.");

    private static RootView Root(LedgerConnection connection, LedgerSelection selection, RootSelection root, DateTimeOffset now, out bool isPlaced)
    {
        isPlaced = false;
        string tenant = selection.Tenant, key = root.Root.ToString();
        long since = Micro(selection.Since(now)) ?? long.MinValue;
        CheckHomes(connection, tenant, root, key);
        List<Contact> contacts = [];
        bool consents = false, holds = false, changes = false;
        Guid? first = root.ContactIds.Count > 0 ? root.ContactIds[0] : null;
        using (LedgerRows rows = connection.Query(Place, tenant, key, since, first))
        {
            while (rows.Read())
            {
                switch (rows.GetInt64(Kind))
                {
                    case RootEntries.Place when !rows.IsDBNull(Home):
                        throw Mismatch(root.Root, root.Root);
                    case RootEntries.Place:
                        isPlaced = true;
                        break;
                    case RootEntries.Mark:
                        consents |= rows.Is(Value, RootEntries.Consent);
                        holds |= rows.Is(Value, RootEntries.Hold);
                        changes |= rows.Is(Value, RootEntries.ClassChange);
                        break;
                    default:
                        contacts.Add(Contact(rows));
                        break;
                }
            }
        }

        return new RootView
        {
            Root = root.Root,
            Contacts = Older(connection, tenant, key, since, root.ContactIds, contacts),
            Consents = consents ? RecordReader.Consents(connection, tenant, key) : [],
            Holds = holds ? RecordReader.Holds(connection, tenant, key) : [],
            ClassChanges = changes ? RecordReader.ClassChanges(connection, tenant, key) : [],
            Offers = selection.WithOffers ? RecordReader.Offers(connection, tenant, key) : [],
            ConsentUses = selection.WithLog ? LogReader.ConsentUses(connection, tenant, key) : [],
            Decisions = selection.WithLog ? LogReader.Decisions(connection, tenant, root.Root) : [],
            Responses = selection.WithOffers ? RecordReader.Responses(connection, tenant, key) : [],
        };
    }

    /// <summary>The contacts with those of further ids that lie before what was asked for, in order.</summary>
    private static List<Contact> Older(LedgerConnection connection, string tenant, string root, long since, IReadOnlyList<Guid> ids, List<Contact> contacts)
    {
        for (int i = 1; i < ids.Count && since > long.MinValue; i++)
        {
            if (ids[i] != ids[0])
            {
                using LedgerRows row = connection.Query($"{OfRoot} AND e.at < @2 AND e.id = @3", tenant, root, since, ids[i]);
                if (row.Read())
                {
                    contacts.Add(Contact(row));
                }
            }
        }

        if (contacts.Count > 1)
        {
            contacts.Sort(ContactOrder.Instance);
        }

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
        for (int i = 0; i < selection.ObjectionSubjects.Count; i++)
        {
            ContactPointHash subject = selection.ObjectionSubjects[i];
            if (IsRepeated(selection.ObjectionSubjects, i))
            {
                continue;
            }

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

        return objections.Count < 2 ? objections : [.. objections.OrderBy(objection => objection.At)];
    }

    private static bool IsRepeated(IReadOnlyList<ContactPointHash> subjects, int at)
    {
        for (int i = 0; i < at; i++)
        {
            if (subjects[i] == subjects[at])
            {
                return true;
            }
        }

        return false;
    }

    private static List<Volume> Volumes(LedgerConnection connection, LedgerSelection selection)
    {
        List<Volume> volumes = [];
        for (int i = 0; i < selection.Volumes.Count; i++)
        {
            VolumeKey name = selection.Volumes[i];
            using LedgerRows row = connection.Query(
                "SELECT used, cap FROM volume WHERE tenant = @0 AND volume = @1 AND period = @2", selection.Tenant, name.Key, name.Period);
            if (row.Read())
            {
                volumes.Add(new Volume(name, row.GetInt64(0), row.GetInt64(1)));
            }
        }

        return volumes;
    }
}
