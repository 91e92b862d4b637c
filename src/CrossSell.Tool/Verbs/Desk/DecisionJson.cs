using System.Text.Encodings.Web;
using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>A decision as one JSON object.</summary>
internal static class DecisionJson
{
    public static void Write(DeskDecision decision, ProductCatalog catalog, DeskWords words, Utf8Sink sink)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, decision, catalog, words);
        }

        sink.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        sink.Write((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, DeskDecision decision, ProductCatalog catalog, DeskWords words)
    {
        json.WriteStartObject();
        json.WriteString("customer", decision.Customer.Value);
        json.WriteBoolean("known", decision.IsKnown);
        json.WriteString("at", Instant.Text(decision.At));
        json.WriteString("occasion", decision.Occasion.Kind.ToString());
        json.WriteString("class", decision.Class?.ToString());
        json.WriteString("paused_until", decision.PausedUntil is { } until ? Instant.Text(until) : null);
        Number(json, "coverage", decision.Coverage);
        Array(json, "categories", decision.Categories, one =>
        {
            json.WriteString("category", one.Category);
            json.WriteString("state", one.State.ToString());
            json.WriteString("offer", one.Offer?.Value);
        });
        Array(json, "occasions", decision.Occasions, one =>
        {
            json.WriteString("kind", one.Kind.ToString());
            json.WriteString("product", one.Product?.Value);
            json.WriteString("offer", one.Offer);
            json.WriteString("at", one.At is { } at ? Instant.Text(at) : null);
        });
        Array(json, "open_offers", decision.OpenOffers, one => Offer(json, one));
        Array(json, "offers", decision.Offers, one => Offer(json, one, words));
        Array(json, "last_contacts", decision.LastContacts, one =>
        {
            json.WriteString("at", Instant.Text(one.At));
            json.WriteString("channel", one.Channel);
            json.WriteString("direction", one.Direction.ToString());
            json.WriteString("state", one.State.ToString());
        });
        Array(json, "not_offered", decision.NotOffered, one =>
        {
            json.WriteString("product", one.Product.Value);
            json.WriteString("eligible_again_at", one.EligibleAgainAt is { } again ? Instant.Text(again) : null);
            Array(json, "reasons", one.Vetoes, veto => Reason(json, veto, catalog, words));
        });
        Array(json, "warnings", decision.Warnings, veto => Reason(json, veto, catalog, words));
        json.WriteEndObject();
    }

    private static void Offer(Utf8JsonWriter json, Offer offer)
    {
        json.WriteString("id", offer.Id);
        json.WriteString("product", offer.Product.Value);
        json.WriteString("since", Instant.Text(offer.CreatedAt));
        json.WriteString("follow_up_at", offer.FollowUpAt is { } at ? Instant.Text(at) : null);
        json.WriteString("valid_until", offer.ValidUntil is { } until ? Instant.Text(until) : null);
    }

    private static void Offer(Utf8JsonWriter json, DecidedOffer offer, DeskWords words)
    {
        json.WriteNumber("rank", offer.Rank);
        json.WriteString("product", offer.Product.Id.Value);
        json.WriteString("name", offer.Product.Name.For(words.Culture));
        Number(json, "score", offer.Recommendation.Score);
        Number(json, "propensity", offer.Value.Propensity);
        Number(json, "value", offer.Value.Value);
        json.WriteBoolean("value_assumed", offer.IsValueAssumed);
        Number(json, "cost", offer.Value.Cost);
        Number(json, "expected", offer.Value.Expected);
        Number(json, "first_place_probability", offer.FirstPlaceProbability);
        json.WriteString("reason", offer.Recommendation.Reason.In(words.Culture));
        Array(json, "objection_hints", offer.ObjectionHints, hint =>
        {
            json.WriteString("reason", hint.Reason.ToString());
            json.WriteString("text", hint.Text.For(words.Culture).Replace("{product}", offer.Product.Name.For(words.Culture), StringComparison.Ordinal));
        });
    }

    private static void Reason(Utf8JsonWriter json, Veto veto, ProductCatalog catalog, DeskWords words)
    {
        json.WriteString("code", veto.Code);
        json.WriteString("until", veto.EligibleAgainAt is { } until ? Instant.Text(until) : null);
        json.WriteString("text", veto.In(words.Culture, catalog: catalog));
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // JSON has no word for a figure that is undefined but null.
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
