using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Writes what is known of customers beside their contacts.</summary>
internal static class RecordWriter
{
    public static void Write(LedgerConnection connection, string tenant, LedgerChanges changes)
    {
        if (changes.Objections.Count + changes.Consents.Count + changes.ConsentUses.Count + changes.Holds.Count + changes.ClassChanges.Count + changes.Offers.Count
            + changes.Responses.Count == 0)
        {
            return;
        }

        foreach ((SubjectKey? _, Objection row) in changes.Objections)
        {
            connection.Run(
                "INSERT INTO objection(tenant, subject, channel, purpose, at, is_lift) VALUES (@0, @1, @2, @3, @4, @5)",
                tenant, row.Subject.ToString(), row.Channel, (long?)row.Purpose, LedgerTime.ToMicroseconds(row.At), row.IsLift ? 1L : 0L);
        }

        foreach ((SubjectKey root, Consent row) in changes.Consents)
        {
            RootEntries.Add(connection, tenant, root, RootEntries.Consent);
            connection.Run(
                "INSERT INTO consent(tenant, root_key, customer, id, channel, purpose, basis, granted, valid_from, valid_to, evidence, policy_text) "
                + "VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
                tenant, root.ToString(), row.Customer.Value, row.Id, row.Channel, (long)row.Purpose, (long)row.Basis, row.IsGranted ? 1L : 0L,
                LedgerTime.ToMicroseconds(row.From), LedgerReader.Micro(row.To), row.Evidence, row.PolicyTextVersion);
        }

        foreach ((SubjectKey root, ConsentUse row) in changes.ConsentUses)
        {
            connection.Run(
                "INSERT INTO consent_use(tenant, root_key, customer, consent, contact_id, at) VALUES (@0, @1, @2, @3, @4, @5) ON CONFLICT DO NOTHING",
                tenant, root.ToString(), row.Customer.Value, row.ConsentId, row.ContactId, LedgerTime.ToMicroseconds(row.At));
        }

        foreach ((SubjectKey root, Hold row) in changes.Holds)
        {
            RootEntries.Add(connection, tenant, root, RootEntries.Hold);
            connection.Run(
                "INSERT INTO hold(tenant, root_key, customer, id, kind, valid_from, valid_to) VALUES (@0, @1, @2, @3, @4, @5, @6) "
                + "ON CONFLICT DO UPDATE SET kind = @4, valid_from = @5, valid_to = @6",
                tenant, root.ToString(), row.Customer.Value, row.Id, row.Kind, LedgerTime.ToMicroseconds(row.From), LedgerReader.Micro(row.To));
        }

        foreach ((SubjectKey root, ClassChange row) in changes.ClassChanges)
        {
            RootEntries.Add(connection, tenant, root, RootEntries.ClassChange);
            connection.Run(
                "INSERT INTO class_change(tenant, root_key, customer, at, class_from, class_to, reason, paused_until) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
                tenant, root.ToString(), row.Customer.Value, LedgerTime.ToMicroseconds(row.At), row.From, row.To, row.Reason, LedgerReader.Micro(row.PausedUntil));
        }

        // Offers that end come first, or the index of open ones would refuse the offer that takes their place.
        foreach ((SubjectKey root, Offer row) in changes.Offers.OrderBy(pair => pair.Offer.State is OfferState.Presented or OfferState.Open or OfferState.Postponed))
        {
            connection.Run(
                "INSERT INTO offer(tenant, root_key, id, customer, product, equivalence_set, campaign, price, state, created_at, valid_until, follow_up_at, presentations, "
                + "last_presented_at) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13) ON CONFLICT(tenant, root_key, id) DO UPDATE SET customer = @3, "
                + "product = @4, equivalence_set = @5, campaign = @6, price = @7, state = @8, created_at = @9, valid_until = @10, follow_up_at = @11, presentations = @12, "
                + "last_presented_at = @13",
                tenant, root.ToString(), row.Id, row.Customer.Value, row.Product.Value, row.EquivalenceSet, row.Campaign, Money(row.Price), (long)row.State,
                LedgerTime.ToMicroseconds(row.CreatedAt), LedgerReader.Micro(row.ValidUntil), LedgerReader.Micro(row.FollowUpAt), (long)row.Presentations,
                LedgerReader.Micro(row.LastPresentedAt));
        }

        foreach ((SubjectKey root, OfferResponse row) in changes.Responses)
        {
            connection.Run(
                "INSERT INTO offer_response(tenant, root_key, id, offer, customer, product, kind, reason, until, conversation, contact_id, noted_by, at, supersedes, price) "
                + "VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14)",
                tenant, root.ToString(), row.Id, row.OfferId, row.Customer.Value, row.Product.Value, (long)row.Kind, (long)row.Reason, LedgerReader.Micro(row.Until),
                row.Conversation, row.ContactId, row.By, LedgerTime.ToMicroseconds(row.At), row.Supersedes, Money(row.Price));
        }
    }

    private static string? Money(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}
