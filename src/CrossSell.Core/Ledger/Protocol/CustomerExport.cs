using System.Globalization;
using System.Text.Json;

namespace CrossSell.Ledger;

/// <summary>Everything stored of a customer as one JSON object: names as in the tables, instants in UTC to the microsecond, null where nothing is known.</summary>
internal static class CustomerExport
{
    public static void Write(Utf8JsonWriter json, CustomerRef who, DateTimeOffset now, RootView rows, IReadOnlyList<Objection> objections, IReadOnlyList<(string Hash, string Json)> policies)
    {
        json.WriteStartObject();
        json.WriteString("tenant", who.Tenant);
        json.WriteString("customer", who.Customer.Value);
        json.WriteString("root", who.Root.ToString());
        At("as_of", now);
        All("contacts", rows.Contacts, Contact);
        All("consents", rows.Consents, row =>
        {
            Texts(("id", row.Id), ("channel", row.Channel), ("purpose", row.Purpose.ToString()), ("basis", row.Basis.ToString()), ("evidence", row.Evidence), ("policy_text", row.PolicyTextVersion));
            json.WriteBoolean("granted", row.IsGranted);
            At("from", row.From);
            At("to", row.To);
        });
        All("consent_uses", rows.ConsentUses, row =>
        {
            Texts(("consent", row.ConsentId), ("contact", row.ContactId.ToString()));
            At("at", row.At);
        });
        All("holds", rows.Holds, row =>
        {
            Texts(("id", row.Id), ("kind", row.Kind));
            At("from", row.From);
            At("to", row.To);
        });
        All("class_changes", rows.ClassChanges, row =>
        {
            Texts(("from", row.From), ("to", row.To), ("reason", row.Reason));
            At("at", row.At);
            At("paused_until", row.PausedUntil);
        });
        All("offers", rows.Offers, row =>
        {
            Texts(("id", row.Id), ("product", row.Product.Value), ("equivalence_set", row.EquivalenceSet), ("campaign", row.Campaign), ("state", row.State.ToString()));
            Money(row.Price);
            json.WriteNumber("presentations", row.Presentations);
            At("created_at", row.CreatedAt);
            At("valid_until", row.ValidUntil);
            At("follow_up_at", row.FollowUpAt);
            At("last_presented_at", row.LastPresentedAt);
        });
        All("responses", rows.Responses, row =>
        {
            Texts(
                ("id", row.Id), ("offer", row.OfferId), ("product", row.Product.Value), ("kind", row.Kind.ToString()), ("reason", row.Reason.ToString()),
                ("conversation", row.Conversation), ("contact", row.ContactId?.ToString()), ("by", row.By), ("supersedes", row.Supersedes));
            Money(row.Price);
            At("until", row.Until);
            At("at", row.At);
        });
        All("objections", objections, row =>
        {
            Texts(("subject", row.Subject.ToString()), ("channel", row.Channel), ("purpose", row.Purpose?.ToString()));
            json.WriteBoolean("lift", row.IsLift);
            At("at", row.At);
        });
        All("decisions", rows.Decisions, row =>
        {
            Texts(
                ("id", row.Id.ToString()), ("mode", row.Mode), ("outcome", row.Outcome), ("contact", row.ContactId.ToString()), ("policy", row.PolicyHash), ("exemption", row.Exemption),
                ("subject", row.Subject?.ToString()));
            At("at", row.At);
            All("reasons", row.Vetoes, veto =>
            {
                Texts(("code", veto.Code), ("rule", veto.RuleId), ("version", veto.RuleVersion));
                List("parameters", veto.Parameters.Select(pair => pair.Key + "=" + pair.Value));
                List("evidence", veto.Evidence);
                At("eligible_again_at", veto.EligibleAgainAt);
            });
        });
        All("policies", policies, row =>
        {
            Texts(("hash", row.Hash));
            json.WritePropertyName("policy");
            using var policy = JsonDocument.Parse(row.Json);
            policy.RootElement.WriteTo(json);
        });
        json.WriteEndObject();

        void Contact(Contact row)
        {
            Texts(
                ("id", row.Id.ToString()), ("key", row.IdempotencyKey), ("channel", row.Channel), ("direction", row.Direction.ToString()), ("purpose", row.Purpose.ToString()),
                ("campaign", row.Campaign), ("class", row.CustomerClass), ("state", row.State.ToString()), ("local_date", row.LocalDate.ToString("O", CultureInfo.InvariantCulture)), ("zone", row.Zone),
                ("exemption", row.Exemption), ("contact_point", row.ContactPoint?.ToString()), ("fingerprint", row.Fingerprint));
            List("subjects", row.Subjects.Select(subject => subject.ToString()));
            List("categories", row.Categories);
            List("tags", row.Tags);
            List("offers", row.Offers);
            List("volumes", row.Volumes.Select(take => string.Create(CultureInfo.InvariantCulture, $"{take.Key}/{take.Period}/{take.Amount}")));
            json.WriteNumber("attempt", row.Attempt);
            json.WriteNumber("priority", row.Priority);
            json.WriteNumber("fence", row.Fence);
            json.WriteBoolean("obeys_caps", row.ObeysCaps);
            json.WriteBoolean("counts_toward_caps", row.CountsTowardCaps);
            json.WriteBoolean("requested_by_customer", row.RequestedByCustomer);
            json.WriteBoolean("zone_assumed", row.ZoneAssumed);
            At("at", row.At);
            At("expires_at", row.ExpiresAt);
            At("changed_at", row.ChangedAt);
        }

        void All<T>(string name, IReadOnlyList<T> list, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (T row in list)
            {
                json.WriteStartObject();
                write(row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        void Texts(params ReadOnlySpan<(string Name, string? Value)> texts)
        {
            foreach ((string name, string? value) in texts)
            {
                json.WriteString(name, value);
            }
        }

        void List(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (string value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        void At(string name, DateTimeOffset? instant) =>
            json.WriteString(name, instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

        void Money(decimal? price)
        {
            if (price is { } known)
            {
                json.WriteNumber("price", known);
            }
            else
            {
                json.WriteNull("price");
            }
        }
    }
}
