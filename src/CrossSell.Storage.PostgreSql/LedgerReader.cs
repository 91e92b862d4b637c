using System.Globalization;
using CrossSell.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Asks for a root's rows in one batch, and reads them in the same order.</summary>
internal sealed class LedgerReader(string schema)
{
    private readonly string _contacts =
        "SELECT id, idem_key, fingerprint, subjects, customer, channel, direction, purpose, campaign, categories, tags, offers, customer_class, state, at, local_date, "
        + "zone, zone_assumed, attempt, obeys_caps, counts_toward_caps, requested_by_customer, exemption, priority, expires_at, fence, volumes, contact_point, "
        + $"changed_at, root_key, tenant FROM {schema}.contact c";

    // Further back than any contact is no horizon, and would lie outside the server's instants.
    private static readonly TimeSpan s_furthest = TimeSpan.FromDays(365_000);

    // The clock is asked by the same batch, so the bound is the latest instant recorded of the root, which is never after it; ReadAsync cuts what is older still.
    private readonly string _recent =
        $"at >= LEAST($3, COALESCE((SELECT high_water FROM {schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1), '-infinity')) - $4";

    public void Ask(NpgsqlBatch batch, LedgerSelection selection, RootSelection root)
    {
        string tenant = selection.Tenant;
        if (selection.Horizon is { } horizon && horizon < s_furthest)
        {
            batch.Add(
                _contacts + $" WHERE root_key = $1 AND tenant = $2 AND {_recent}", Sql.Text(root.Root), Sql.Text(tenant), Sql.At(selection.Earliest), Sql.Span(horizon));
            if (root.ContactIds.Count > 0)
            {
                batch.Add(
                    _contacts + " WHERE root_key = $1 AND tenant = $2 AND id = ANY($3)",
                    Sql.Text(root.Root), Sql.Text(tenant), new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = root.ContactIds.ToArray() });
            }
        }
        else
        {
            batch.Add(_contacts + " WHERE root_key = $1 AND tenant = $2", Sql.Text(root.Root), Sql.Text(tenant));
        }

        Rows("consent", "id, customer, channel, purpose, basis, granted, valid_from, valid_to, evidence, policy_text");
        Rows("hold", "id, customer, kind, valid_from, valid_to");
        Rows("class_change", "customer, at, class_from, class_to, reason, paused_until", " ORDER BY at, place");
        batch.Add(
            $"SELECT subject, channel, purpose, at, is_lift FROM {schema}.objection WHERE root_key = $1 AND tenant = $2 AND subject = ANY($3)",
            Sql.Text(root.Root), Sql.Text(tenant), Sql.Texts(selection.ObjectionSubjects.Select(subject => subject.ToString())));
        if (selection.WithOffers)
        {
            Rows("offer", "id, customer, product, equivalence_set, campaign, price, state, created_at, valid_until, follow_up_at, presentations, last_presented_at");
            Rows("offer_response", "id, offer, customer, product, kind, reason, until, conversation, contact_id, noted_by, at, supersedes, price");
        }

        if (selection.WithLog)
        {
            Rows("consent_use", "customer, consent, contact_id, at");
            Rows("decision_reason", "decision_id, code, rule_id, rule_version, parameters, evidence, eligible_again_at", " ORDER BY decision_id, place");
            Rows("decision", "id, at, mode, outcome, contact_id, policy_hash, exemption, subject");
        }

        void Rows(string table, string columns, string order = "") => batch.Add(
            $"SELECT {columns} FROM {schema}.{table} WHERE root_key = $1 AND tenant = $2{order}", Sql.Text(root.Root), Sql.Text(tenant));
    }

    public static async Task<RootView> ReadAsync(
        NpgsqlDataReader rows, LedgerSelection selection, RootSelection root, DateTimeOffset? since, List<Objection> objections, CancellationToken cancellationToken)
    {
        List<Contact> contacts = await AllAsync(rows, Contact, cancellationToken).ConfigureAwait(false);
        if (selection.Horizon < s_furthest)
        {
            contacts.RemoveAll(contact => contact.At < since);
            if (root.ContactIds.Count > 0)
            {
                List<Contact> named = await AllAsync(rows, Contact, cancellationToken).ConfigureAwait(false);
                contacts.AddRange(named.Where(contact => contact.At < since));
            }
        }

        contacts.Sort(ContactOrder.Instance);
        List<Consent> consents = await AllAsync(rows, Records.Consent, cancellationToken).ConfigureAwait(false);
        List<Hold> holds = await AllAsync(rows, Records.Hold, cancellationToken).ConfigureAwait(false);
        List<ClassChange> changes = await AllAsync(rows, Records.ClassChange, cancellationToken).ConfigureAwait(false);
        objections.AddRange(await AllAsync(rows, Records.Objection, cancellationToken).ConfigureAwait(false));
        List<Offer> offers = selection.WithOffers ? await AllAsync(rows, Records.Offer, cancellationToken).ConfigureAwait(false) : [];
        List<OfferResponse> responses = selection.WithOffers ? await AllAsync(rows, Records.Response, cancellationToken).ConfigureAwait(false) : [];

        List<ConsentUse> uses = selection.WithLog ? await AllAsync(rows, Records.ConsentUse, cancellationToken).ConfigureAwait(false) : [];
        ILookup<Guid, Veto> vetoes = (selection.WithLog ? await AllAsync(rows, Records.Reason, cancellationToken).ConfigureAwait(false) : [])
            .ToLookup(row => row.Decision, row => row.Veto);
        List<DecisionRecord> decisions = selection.WithLog ? await AllAsync(rows, row => Records.Decision(row, root.Root, vetoes), cancellationToken).ConfigureAwait(false) : [];

        // Texts are put in order here: the server's order depends on its locale.
        return new RootView
        {
            Root = root.Root,
            Contacts = contacts,
            Consents = [.. consents.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)],
            Holds = [.. holds.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)],
            ClassChanges = changes,
            Offers = [.. offers.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal)],
            ConsentUses = [.. uses.OrderBy(row => row.At).ThenBy(row => row.ConsentId, StringComparer.Ordinal).ThenBy(row => row.ContactId)],
            Decisions = [.. decisions.OrderBy(row => row.At).ThenBy(row => row.Id)],
            Responses = [.. responses.OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal)],
        };
    }

    public async Task<IReadOnlyList<Contact>> FindAsync(NpgsqlConnection connection, ContactQuery query, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            _contacts + " WHERE tenant = $1 AND state = $2 AND ($3 IS NULL OR changed_at <= $3) AND ($4 IS NULL OR expires_at <= $4)"
            + $" AND ($5 IS NULL OR EXISTS (SELECT FROM {schema}.contact_volume v WHERE v.root_key = c.root_key AND v.tenant = $1 AND v.volume = $5 AND v.period = $6"
            + " AND v.contact_id = c.id)) AND ($8 IS NULL OR at <= $8)"
            + (query.Campaign is null ? " AND $9 IS NULL" : " AND campaign = $9")
            + (query.After is null ? " AND $10 IS NULL AND $11 IS NULL AND $12 IS NULL" : " AND (changed_at, root_key COLLATE \"C\", id) > ($10, $11, $12)")
            + " ORDER BY changed_at, root_key COLLATE \"C\", id LIMIT $7",
            connection);
        await using (command.ConfigureAwait(false))
        {
            foreach (NpgsqlParameter parameter in (NpgsqlParameter[])
                [Sql.Text(query.Tenant), Sql.Small((int)query.State), Sql.At(query.ChangedUntil), Sql.At(query.ExpiredBy), Sql.Text(query.Volume?.Key),
                Sql.Text(query.Volume?.Period), Sql.Int(query.Limit), Sql.At(query.DueBy), Sql.Text(query.Campaign), Sql.At(query.After?.ChangedAt),
                Sql.Text(query.After?.Root.ToString()), Sql.Id(query.After?.Id)])
            {
                command.Parameters.Add(parameter);
            }

            NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                return await AllAsync(rows, Contact, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>All rows of the current result, and on to the next one.</summary>
    public static async Task<List<T>> AllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        List<T> all = [];
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return all;
    }

    private static Contact Contact(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        IdempotencyKey = row.GetString(1),
        Fingerprint = row.GetString(2),
        Subjects = [.. row.GetFieldValue<string[]>(3).Select(SubjectKey.Parse)],
        Customer = new CustomerId(row.GetString(4)),
        Channel = row.GetString(5),
        Direction = (ContactDirection)row.GetInt16(6),
        Purpose = (ContactPurpose)row.GetInt16(7),
        Campaign = row.Maybe(8),
        Categories = row.GetFieldValue<string[]>(9),
        Tags = row.GetFieldValue<string[]>(10),
        Offers = row.GetFieldValue<string[]>(11),
        CustomerClass = row.Maybe(12),
        State = (ContactState)row.GetInt16(13),
        At = row.Instant(14),
        LocalDate = row.GetFieldValue<DateOnly>(15),
        Zone = row.GetString(16),
        ZoneAssumed = row.GetBoolean(17),
        Attempt = row.GetInt32(18),
        ObeysCaps = row.GetBoolean(19),
        CountsTowardCaps = row.GetBoolean(20),
        RequestedByCustomer = row.GetBoolean(21),
        Exemption = row.Maybe(22),
        Priority = row.GetInt32(23),
        ExpiresAt = row.MaybeInstant(24),
        Fence = row.GetInt64(25),
        Volumes = [.. row.GetFieldValue<string[]>(26).Chunk(3).Select(part => new VolumeTake(part[0], part[1], long.Parse(part[2], CultureInfo.InvariantCulture)))],
        ContactPoint = row.Maybe(27) is { } hex ? ContactPointHash.Parse(hex) : null,
        ChangedAt = row.Instant(28),
        Root = SubjectKey.Parse(row.GetString(29)),
        Tenant = row.GetString(30),
    };
}
