using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Reads what is known of a root beside its contacts.</summary>
internal static class RecordReader
{
    public static IReadOnlyList<Consent> Consents(LedgerConnection connection, string tenant, string root) => All(
        connection,
        "SELECT id, customer, channel, purpose, basis, granted, valid_from, valid_to, evidence, policy_text FROM consent "
        + "WHERE tenant = @0 AND root_key = @1 ORDER BY valid_from, id",
        tenant,
        root,
        static row => new Consent
        {
            Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Channel = row.GetString(2), Purpose = (ContactPurpose)row.GetInt32(3),
            Basis = (ConsentBasis)row.GetInt32(4), IsGranted = row.GetInt32(5) != 0, From = row.Instant(6), To = row.MaybeInstant(7),
            Evidence = row.Maybe(8), PolicyTextVersion = row.Maybe(9),
        });

    public static IReadOnlyList<Hold> Holds(LedgerConnection connection, string tenant, string root) => All(
        connection,
        "SELECT id, customer, kind, valid_from, valid_to FROM hold WHERE tenant = @0 AND root_key = @1 ORDER BY valid_from, id",
        tenant,
        root,
        static row => new Hold
        {
            Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Kind = row.GetString(2), From = row.Instant(3), To = row.MaybeInstant(4),
        });

    public static IReadOnlyList<ClassChange> ClassChanges(LedgerConnection connection, string tenant, string root) => All(
        connection,
        "SELECT customer, at, class_from, class_to, reason, paused_until FROM class_change WHERE tenant = @0 AND root_key = @1 ORDER BY at, row",
        tenant,
        root,
        static row => new ClassChange
        {
            Customer = new CustomerId(row.GetString(0)), At = row.Instant(1), From = row.Maybe(2), To = row.Maybe(3), Reason = row.GetString(4),
            PausedUntil = row.MaybeInstant(5),
        });

    public static IReadOnlyList<Offer> Offers(LedgerConnection connection, string tenant, string root) => All(
        connection,
        "SELECT id, customer, product, equivalence_set, campaign, price, state, created_at, valid_until, follow_up_at, presentations, last_presented_at "
        + "FROM offer WHERE tenant = @0 AND root_key = @1 ORDER BY created_at, id",
        tenant,
        root,
        static row => new Offer
        {
            Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Product = new ProductId(row.GetString(2)), EquivalenceSet = row.GetString(3),
            Campaign = row.Maybe(4), Price = row.MaybeMoney(5), State = (OfferState)row.GetInt32(6), CreatedAt = row.Instant(7),
            ValidUntil = row.MaybeInstant(8), FollowUpAt = row.MaybeInstant(9), Presentations = row.GetInt32(10), LastPresentedAt = row.MaybeInstant(11),
        });

    public static IReadOnlyList<OfferResponse> Responses(LedgerConnection connection, string tenant, string root) => All(
        connection,
        "SELECT id, offer, customer, product, kind, reason, until, conversation, contact_id, noted_by, at, supersedes, price "
        + "FROM offer_response WHERE tenant = @0 AND root_key = @1 ORDER BY at, id",
        tenant,
        root,
        static row => new OfferResponse
        {
            Id = row.GetString(0), OfferId = row.GetString(1), Customer = new CustomerId(row.GetString(2)), Product = new ProductId(row.GetString(3)),
            Kind = (OfferResponseKind)row.GetInt32(4), Reason = (DeclineReason)row.GetInt32(5), Until = row.MaybeInstant(6), Conversation = row.GetString(7),
            ContactId = row.IsDBNull(8) ? null : row.GetGuid(8), By = row.Maybe(9), At = row.Instant(10),
            Supersedes = row.Maybe(11), Price = row.MaybeMoney(12),
        });

    private static List<T> All<T>(LedgerConnection connection, string sql, string tenant, string root, Func<LedgerRows, T> read)
    {
        using LedgerRows rows = connection.Query(sql, tenant, root);
        List<T> all = [];
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }
}
