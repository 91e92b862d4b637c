using System.Globalization;
using CrossSell.Decisions;

namespace CrossSell;

/// <summary>Decisions as screens of text.</summary>
public static class DeskTexts
{
    /// <summary>What a desk sees, line by line: who he is, what was agreed, what is open, what to offer and why, the last contacts, what must not be offered.</summary>
    /// <remarks>The same on every machine: no culture data of the system is used.</remarks>
    /// <param name="decision">The decision.</param>
    /// <param name="catalog">Has the names of products.</param>
    /// <param name="words">The language; null for English.</param>
    /// <param name="zone">The zone in which dates are told; null for UTC.</param>
    /// <param name="most">How many products that are not offered are told, those first that come back soonest; 0 or more.</param>
    public static string ToText(this DeskDecision decision, ProductCatalog catalog, DeskWords? words = null, TimeZoneInfo? zone = null, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return new DeskScreen(decision, catalog, words ?? DeskWords.English, zone).Write(most);
    }

    /// <summary>The decision's language of numbers: a share as <c>75 %</c>.</summary>
    internal static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, MidpointRounding.AwayFromZero):0} %");
}
