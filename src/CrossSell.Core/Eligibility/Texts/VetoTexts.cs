using System.Globalization;
using CrossSell.Eligibility;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Vetoes as sentences.</summary>
public static class VetoTexts
{
    /// <summary>One or two whole sentences: why the product is not offered or the contact not made, and from when on that changes.</summary>
    /// <remarks>German for <c>de</c> and its regions, English for every other culture. The same on every machine: no culture data of the system is used.</remarks>
    /// <param name="veto">The veto.</param>
    /// <param name="culture">The reader's culture; <c>en-US</c> has its months first.</param>
    /// <param name="zone">The zone in which dates are told; null for UTC.</param>
    /// <param name="catalog">Where products have their names; null to call them by their ids.</param>
    public static string In(this Veto veto, CultureInfo culture, TimeZoneInfo? zone = null, ProductCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(veto);
        ArgumentNullException.ThrowIfNull(culture);
        var facts = new VetoFacts(veto, culture, zone, catalog);
        bool isGerman = string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal);
        string why = isGerman ? GermanVetoText.Of(facts) : EnglishVetoText.Of(facts);
        return $"{why} {(isGerman ? GermanVetoText.Again(facts) : EnglishVetoText.Again(facts))}".TrimEnd();
    }
}
