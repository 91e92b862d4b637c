using System.Globalization;

namespace CrossSell;

/// <summary>Why a product is offered, as a sentence for a seller or a customer, in English or German.</summary>
/// <remarks>Immutable and thread-safe. The sentence is made when it is asked for; the same model gives the same text on every machine.</remarks>
public sealed class Reason
{
    private readonly ReasonFacts _facts;
    private readonly OfferEvidence _evidence;
    private readonly IReadOnlyList<LocalizedText> _antecedent;
    private readonly LocalizedText _product;

    internal Reason(OfferEvidence evidence, ReasonFacts facts, IReadOnlyList<LocalizedText> antecedent, LocalizedText product)
    {
        _evidence = evidence;
        _facts = facts;
        _antecedent = antecedent;
        _product = product;
    }

    /// <summary>The sentence in a culture's language: German for <c>de</c> and its regions, English for every other; product names in the culture where they have one.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string In(CultureInfo culture)
    {
        var text = ReasonText.For(culture);
        string product = _product.For(culture);
        return _evidence switch
        {
            OfferEvidence.Rule => text.Rule(_facts, [.. _antecedent.Select(name => name.For(culture))], product),
            OfferEvidence.Propensity => text.Propensity([.. _antecedent.Select(name => name.For(culture))]),
            OfferEvidence.OwnedProduct => text.Owned([.. _antecedent.Select(name => name.For(culture))], product),
            OfferEvidence.Trend => text.Trend(_facts, product),
            OfferEvidence.Popularity => text.Popular(_facts, product),
            _ => text.ColdStart(_facts, product),
        };
    }

    /// <summary>The sentence in English, with the products' default names.</summary>
    public override string ToString() => In(CultureInfo.InvariantCulture);
}
