using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Statements for what is known of customers beside their contacts.</summary>
internal sealed class RecordWriter(string schema)
{
    public void Ask(NpgsqlBatch batch, string tenant, LedgerChanges changes)
    {
        foreach ((SubjectKey? root, Objection row) in changes.Objections)
        {
            // Twice: beside the customer, where it is seen under his lock, and under its own digest, where it outlives him.
            IEnumerable<string> places = root is { } known ? [Sql.RootOf(row.Subject), known.ToString()] : [Sql.RootOf(row.Subject)];
            foreach (string place in places)
            {
                batch.Add(
                    $"INSERT INTO {schema}.objection(root_key, tenant, subject, channel, purpose, at, is_lift) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    Sql.Text(place), Sql.Text(tenant), Sql.Text(row.Subject.ToString()), Sql.Text(row.Channel), Sql.Small((int?)row.Purpose), Sql.At(row.At),
                    Sql.Bit(row.IsLift));
            }
        }

        foreach ((SubjectKey root, Consent row) in changes.Consents)
        {
            batch.Add(
                $"INSERT INTO {schema}.consent(root_key, tenant, customer, id, channel, purpose, basis, granted, valid_from, valid_to, evidence, policy_text) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Customer.Value), Sql.Text(row.Id), Sql.Text(row.Channel), Sql.Small((int)row.Purpose),
                Sql.Small((int)row.Basis), Sql.Bit(row.IsGranted), Sql.At(row.From), Sql.At(row.To), Sql.Text(row.Evidence), Sql.Text(row.PolicyTextVersion));
        }

        foreach ((SubjectKey root, ConsentUse row) in changes.ConsentUses)
        {
            batch.Add(
                $"INSERT INTO {schema}.consent_use(root_key, tenant, customer, consent, contact_id, at) VALUES ($1, $2, $3, $4, $5, $6) "
                + "ON CONFLICT (root_key, tenant, customer, consent, contact_id, at) DO NOTHING",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Customer.Value), Sql.Text(row.ConsentId), Sql.Id(row.ContactId), Sql.At(row.At));
        }

        foreach ((SubjectKey root, Hold row) in changes.Holds)
        {
            batch.Add(
                $"INSERT INTO {schema}.hold(root_key, tenant, customer, id, kind, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                + "ON CONFLICT (root_key, tenant, customer, id) DO UPDATE SET kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Customer.Value), Sql.Text(row.Id), Sql.Text(row.Kind), Sql.At(row.From), Sql.At(row.To));
        }

        foreach ((SubjectKey root, ClassChange row) in changes.ClassChanges)
        {
            batch.Add(
                $"INSERT INTO {schema}.class_change(root_key, tenant, customer, at, class_from, class_to, reason, paused_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Customer.Value), Sql.At(row.At), Sql.Text(row.From), Sql.Text(row.To), Sql.Text(row.Reason),
                Sql.At(row.PausedUntil));
        }

        // Offers that end come first, or the index of open ones would refuse the offer that takes their place.
        foreach ((SubjectKey root, Offer row) in changes.Offers.OrderBy(pair => pair.Offer.State is OfferState.Presented or OfferState.Open or OfferState.Postponed))
        {
            batch.Add(
                $"INSERT INTO {schema}.offer(root_key, tenant, id, customer, product, equivalence_set, campaign, price, state, created_at, valid_until, follow_up_at, "
                + "presentations, last_presented_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (root_key, tenant, id) DO UPDATE SET "
                + "customer = excluded.customer, product = excluded.product, equivalence_set = excluded.equivalence_set, campaign = excluded.campaign, price = excluded.price, "
                + "state = excluded.state, created_at = excluded.created_at, valid_until = excluded.valid_until, follow_up_at = excluded.follow_up_at, "
                + "presentations = excluded.presentations, last_presented_at = excluded.last_presented_at",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Id), Sql.Text(row.Customer.Value), Sql.Text(row.Product.Value), Sql.Text(row.EquivalenceSet),
                Sql.Text(row.Campaign), Sql.Money(row.Price), Sql.Small((int)row.State), Sql.At(row.CreatedAt), Sql.At(row.ValidUntil), Sql.At(row.FollowUpAt),
                Sql.Int(row.Presentations), Sql.At(row.LastPresentedAt));
        }

        foreach ((SubjectKey root, OfferResponse row) in changes.Responses)
        {
            batch.Add(
                $"INSERT INTO {schema}.offer_response(root_key, tenant, id, offer, customer, product, kind, reason, until, conversation, contact_id, noted_by, at, supersedes, "
                + "price) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                Sql.Text(root), Sql.Text(tenant), Sql.Text(row.Id), Sql.Text(row.OfferId), Sql.Text(row.Customer.Value), Sql.Text(row.Product.Value),
                Sql.Small((int)row.Kind), Sql.Small((int)row.Reason), Sql.At(row.Until), Sql.Text(row.Conversation), Sql.Id(row.ContactId), Sql.Text(row.By),
                Sql.At(row.At), Sql.Text(row.Supersedes), Sql.Money(row.Price));
        }
    }
}
