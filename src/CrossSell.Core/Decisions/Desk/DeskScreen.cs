using System.Globalization;
using System.Text;
using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Writes one decision as lines.</summary>
internal sealed class DeskScreen(DeskDecision decision, ProductCatalog catalog, DeskWords words, TimeZoneInfo? zone)
{
    private const int Hints = 2;

    private readonly StringBuilder _text = new();

    private bool IsGerman => string.Equals(words.Culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal);

    public string Write(int most)
    {
        Head();
        List(words.First, Offers(agreed: true).Select(offer => Fill(words.CallBack, ("date", Date(offer.FollowUpAt!.Value)), ("product", Name(offer.Product)))));
        List(words.OpenOffers, Offers(agreed: false).Select(OpenOffer));
        List(words.Occasions, decision.Occasions.Where(occasion => occasion.Kind != OccasionKind.CallBack).Select(Occasion));
        Offers();
        List(words.Contacts, decision.LastContacts.Select(contact => Fill(
            words.Contact, ("date", Date(contact.At)), ("channel", contact.Channel), ("direction", contact.Direction == ContactDirection.Inbound ? words.Inbound : words.Outbound), ("state", State(contact.State)))));
        Blocked(most);
        return _text.ToString();
    }

    private void Head()
    {
        string first = Fill(decision.IsKnown ? words.Customer : words.Unknown, ("customer", decision.Customer.Value));
        first += decision.Class is { } known ? ", " + Fill(words.Class, ("class", known.ToString())) : "";
        Line(first + (decision.PausedUntil is { } until ? ", " + Fill(words.Paused, ("date", Date(until))) : ""));
        int owned = decision.Categories.Count(one => one.State == CategoryState.Owned);
        if (decision.Categories.Count > 0)
        {
            Line(Fill(words.Coverage, ("owned", Whole(owned)), ("all", Whole(decision.Categories.Count)), ("share", DeskTexts.Share(decision.Coverage))));
        }

        Categories(words.Gaps, CategoryState.Gap);
        Categories(words.Competitors, CategoryState.Competitor);
        foreach (Veto warning in decision.Warnings)
        {
            Line(Fill(words.Warning, ("text", warning.In(words.Culture, zone, catalog))));
        }
    }

    private void Categories(string line, CategoryState state)
    {
        string[] names = [.. decision.Categories.Where(one => one.State == state).Select(one => one.Category)];
        if (names.Length > 0)
        {
            Line(Fill(line, ("categories", string.Join(", ", names))));
        }
    }

    private IEnumerable<Offer> Offers(bool agreed) => decision.OpenOffers.Where(offer => offer.FollowUpAt <= decision.At == agreed);

    private string OpenOffer(Offer offer) => Fill(
        words.OpenOffer, ("product", Name(offer.Product)), ("date", Date(offer.CreatedAt)), ("price", offer.Price is { } price ? Fill(words.Price, ("price", Money((double)price))) : ""),
        ("until", offer.ValidUntil is { } until ? Fill(words.Until, ("date", Date(until))) : ""));

    private string Occasion(Occasion occasion)
    {
        string name = words.OccasionNames.GetValueOrDefault(occasion.Kind) ?? occasion.Kind.ToString();
        name += occasion.Product is { } product ? $": {Name(product)}" : occasion.Event is { } happened ? $": {happened}" : "";
        return occasion.At is { } at ? $"{name} ({Date(at)})" : name;
    }

    private void Offers()
    {
        if (decision.Offers.Count == 0)
        {
            Line(words.NoOffers);
            return;
        }

        Line(words.Offers);
        foreach (DecidedOffer offer in decision.Offers)
        {
            Line("  " + Fill(
                words.Offer, ("rank", Whole(offer.Rank)), ("product", offer.Product.Name.For(words.Culture)), ("share", DeskTexts.Share(offer.Value.Propensity)), ("value", Money(offer.Value.Expected))));
            Line("     " + offer.Recommendation.Reason.In(words.Culture));
            if (offer.Hook is { } hook)
            {
                Line("     " + Fill(words.Hook, ("text", hook.SentenceFor(offer.Product, words.Culture))));
            }

            foreach (ObjectionHint hint in offer.ObjectionHints.Take(Hints))
            {
                Line("     " + Fill(words.Objection, ("text", hint.Text.For(words.Culture).Replace("{product}", offer.Product.Name.For(words.Culture), StringComparison.Ordinal))));
            }
        }
    }

    // What is only outranked may be asked for; what is owned everybody sees. Left are the products that somebody might offer by mistake.
    private void Blocked(int most)
    {
        EligibilityVerdict[] blocked =
        [
            .. decision.NotOffered.Where(verdict => verdict.Vetoes.Count > 0 && !verdict.Vetoes[0].Code.StartsWith("ARB.", StringComparison.Ordinal) && !verdict.Vetoes[0].Code.Equals(ReasonCodes.OwnedSame, StringComparison.Ordinal))
                .OrderBy(verdict => verdict.EligibleAgainAt ?? DateTimeOffset.MaxValue).ThenBy(verdict => verdict.Product.Value, StringComparer.Ordinal),
        ];
        List(words.Blocked, blocked.Take(most).Select(verdict => Fill(words.BlockedProduct, ("product", Name(verdict.Product)), ("reason", verdict.Vetoes[0].In(words.Culture, zone, catalog))))
            .Concat(blocked.Length > most && most > 0 ? [Fill(words.More, ("count", Whole(blocked.Length - most)))] : []));
    }

    private void List(string title, IEnumerable<string> lines)
    {
        bool isFirst = true;
        foreach (string line in lines)
        {
            if (isFirst)
            {
                Line(title);
                isFirst = false;
            }

            Line("  " + line);
        }
    }

    private void Line(string text) => _text.Append(text).Append('\n');

    private string Name(ProductId id) => catalog.TryGet(id, out Product? product) ? product.Name.For(words.Culture) : id.Value;

    private string Date(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc).ToString(IsGerman ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Money(double value) => value.ToString("0.00", CultureInfo.InvariantCulture).Replace(".", IsGerman ? "," : ".", StringComparison.Ordinal);

    private string State(ContactState state) => IsGerman ? state switch
    {
        ContactState.Planned => "geplant", ContactState.Reserved => "vorgemerkt", ContactState.Dispatching => "wird gesendet", ContactState.Unknown => "Ausgang unbekannt", ContactState.Sent => "gesendet",
        ContactState.Delivered => "zugestellt", ContactState.Answered => "beantwortet", ContactState.Bounced => "zurückgekommen", ContactState.NoAnswer => "nicht erreicht", _ => state.ToString(),
    } : state switch
    {
        ContactState.NoAnswer => "no answer", ContactState.Unknown => "outcome unknown", ContactState.Dispatching => "being sent", _ => state.ToString().ToLowerInvariant(),
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    // One pass, so that what is filled in is never taken for a place to fill.
    private static string Fill(string template, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = new StringBuilder(template.Length + 32);
        for (int i = 0; i < template.Length;)
        {
            int end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            int found = -1;
            for (int v = 0; v < values.Length && end > 0; v++)
            {
                found = template.AsSpan(i + 1, end - i - 1).SequenceEqual(values[v].Name) ? v : found;
            }

            text.Append(found < 0 ? template[i].ToString() : values[found].Value);
            i = found < 0 ? i + 1 : end + 1;
        }

        return text.ToString();
    }
}
