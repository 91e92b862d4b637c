using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Rows beside contacts, column by column in the order in which they are asked for.</summary>
internal static class Records
{
    public static Consent Consent(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Channel = row.GetString(2), Purpose = (ContactPurpose)row.GetInt16(3),
        Basis = (ConsentBasis)row.GetInt16(4), IsGranted = row.GetBoolean(5), From = row.Instant(6), To = row.MaybeInstant(7), Evidence = row.Maybe(8),
        PolicyTextVersion = row.Maybe(9),
    };

    public static Hold Hold(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Kind = row.GetString(2), From = row.Instant(3), To = row.MaybeInstant(4),
    };

    public static ClassChange ClassChange(NpgsqlDataReader row) => new()
    {
        Customer = new CustomerId(row.GetString(0)), At = row.Instant(1), From = row.Maybe(2), To = row.Maybe(3), Reason = row.GetString(4),
        PausedUntil = row.MaybeInstant(5),
    };

    public static Objection Objection(NpgsqlDataReader row) => new()
    {
        Subject = ContactPointHash.Parse(row.GetString(0)), Channel = row.Maybe(1), Purpose = row.IsDBNull(2) ? null : (ContactPurpose)row.GetInt16(2),
        At = row.Instant(3), IsLift = row.GetBoolean(4),
    };

    public static ConsentUse ConsentUse(NpgsqlDataReader row) => new(new CustomerId(row.GetString(0)), row.GetString(1), row.GetGuid(2), row.Instant(3));

    public static (Guid Decision, Veto Veto) Reason(NpgsqlDataReader row) => (row.GetGuid(0), new Veto
    {
        Code = row.GetString(1), RuleId = row.Maybe(2), RuleVersion = row.Maybe(3),
        Parameters = [.. row.GetFieldValue<string[]>(4).Select(text => text.Split('=', 2)).Select(part => new KeyValuePair<string, string>(part[0], part[1]))],
        Evidence = row.GetFieldValue<string[]>(5), EligibleAgainAt = row.MaybeInstant(6),
    });

    public static DecisionRecord Decision(NpgsqlDataReader row, SubjectKey root, ILookup<Guid, Veto> vetoes) => new()
    {
        Id = row.GetGuid(0), Root = root, At = row.Instant(1), Mode = row.GetString(2), Outcome = row.GetString(3), ContactId = row.GetGuid(4),
        PolicyHash = row.GetString(5), Exemption = row.Maybe(6), Subject = row.Maybe(7) is { } hex ? ContactPointHash.Parse(hex) : null, Vetoes = [.. vetoes[row.GetGuid(0)]],
    };

    public static Offer Offer(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), Customer = new CustomerId(row.GetString(1)), Product = new ProductId(row.GetString(2)), EquivalenceSet = row.GetString(3),
        Campaign = row.Maybe(4), Price = row.IsDBNull(5) ? null : row.GetDecimal(5), State = (OfferState)row.GetInt16(6), CreatedAt = row.Instant(7),
        ValidUntil = row.MaybeInstant(8), FollowUpAt = row.MaybeInstant(9), Presentations = row.GetInt32(10), LastPresentedAt = row.MaybeInstant(11),
    };

    public static OfferResponse Response(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), OfferId = row.GetString(1), Customer = new CustomerId(row.GetString(2)), Product = new ProductId(row.GetString(3)),
        Kind = (OfferResponseKind)row.GetInt16(4), Reason = (DeclineReason)row.GetInt16(5), Until = row.MaybeInstant(6), Conversation = row.GetString(7),
        ContactId = row.IsDBNull(8) ? null : row.GetGuid(8), By = row.Maybe(9), At = row.Instant(10), Supersedes = row.Maybe(11),
        Price = row.IsDBNull(12) ? null : row.GetDecimal(12),
    };
}
