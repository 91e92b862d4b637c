using System.Collections.Frozen;
using System.Globalization;

namespace CrossSell.Data;

/// <summary>Where the columns of products stand in a file.</summary>
internal sealed class CatalogColumns
{
    private static readonly FrozenDictionary<string, string[]> Names = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["product"] =
        [
            "product", "productid", "productno", "productnumber", "productcode", "id", "item", "itemid", "itemno", "itemnumber", "sku", "stockcode", "article",
            "articleid", "articleno", "articlenumber", "artikel", "artikelid", "artikelnr", "artikelnummer", "produkt", "produktid", "produktnr", "produktnummer",
        ],
        ["name"] = ["name", "productname", "itemname", "title", "description", "label", "bezeichnung", "produktname", "artikelname", "artikelbezeichnung"],
        ["category"] = ["category", "group", "productgroup", "class", "kategorie", "gruppe", "produktgruppe", "warengruppe", "sparte"],
        ["kind"] = ["kind", "type", "producttype", "productkind", "art", "produktart", "typ"],
        ["margin"] = ["margin", "profit", "contribution", "marge", "gewinn", "deckungsbeitrag", "db"],
        ["price"] = ["listprice", "offerprice", "salesprice", "listenpreis", "angebotspreis", "verkaufspreis"],
        ["equivalence set"] = ["equivalenceset", "equivalence", "equivalents", "equivalenz", "gleichwertig"],
        ["ladder"] = ["ladder", "upgradeladder", "tierladder", "stufenleiter"],
        ["rank"] = ["rank", "tier", "ladderrank", "tierrank", "stufe", "rang"],
        ["variant of"] = ["variantof", "variantevon"],
        ["exclusive group"] = ["exclusivegroup", "ausschlussgruppe"],
        ["available from"] = ["availablefrom", "verfuegbarab", "lieferbarab"],
        ["available until"] = ["availableuntil", "verfuegbarbis", "lieferbarbis"],
        ["regions"] = ["regions", "regionen", "gebiete"],
        ["channels"] = ["channels", "kanaele", "vertriebswege"],
        ["stock key"] = ["stockkey", "lagerschluessel"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _header;
    private readonly string _source;
    private readonly long _line;
    private readonly List<BadRow> _faults;

    public CatalogColumns(IReadOnlyList<string> header, CsvCatalogOptions options, string source, long line, List<BadRow> faults)
    {
        _header = header;
        _source = source;
        _line = line;
        _faults = faults;
        Product = Find("product", options.Product);
        Name = Find("name", options.Name);
        Category = Find("category", options.Category);
        Kind = Find("kind", options.Kind);
        Margin = Find("margin", options.Margin);
        Price = Find("price", options.Price);
        EquivalenceSet = Find("equivalence set", options.EquivalenceSet);
        Ladder = Find("ladder", options.Ladder);
        // Files without ladders have ranks and tiers of other kinds.
        Rank = Ladder >= 0 || options.Rank is not null ? Find("rank", options.Rank) : -1;
        VariantOf = Find("variant of", options.VariantOf);
        ExclusiveGroup = Find("exclusive group", options.ExclusiveGroup);
        AvailableFrom = Find("available from", options.AvailableFrom);
        AvailableUntil = Find("available until", options.AvailableUntil);
        Regions = Find("regions", options.Regions);
        Channels = Find("channels", options.Channels);
        StockKey = Find("stock key", options.StockKey);
        Translations = [.. FindTranslations()];
        if (Product < 0 && faults.Count == 0)
        {
            Fail($"a column for the product; the header has {string.Join(", ", header.Select(h => $"'{h}'"))}; name it product or set {nameof(CsvCatalogOptions)}.{nameof(CsvCatalogOptions.Product)}");
        }
    }

    public int Product { get; }

    public int Name { get; }

    public int Category { get; }

    public int Kind { get; }

    public int Margin { get; }

    public int Price { get; }

    public int EquivalenceSet { get; }

    public int Ladder { get; }

    public int Rank { get; }

    public int VariantOf { get; }

    public int ExclusiveGroup { get; }

    public int AvailableFrom { get; }

    public int AvailableUntil { get; }

    public int Regions { get; }

    public int Channels { get; }

    public int StockKey { get; }

    /// <summary>Columns such as <c>name_de</c>.</summary>
    public IReadOnlyList<(int Place, string Language)> Translations { get; }

    public string NameAt(int place) => place < 0 ? "product" : _header[place];

    private int Find(string role, string? wanted)
    {
        if (wanted is { Length: 0 })
        {
            return -1;
        }

        if (wanted is not null)
        {
            int[] named = [.. PlacesWhere(h => string.Equals(h, wanted, StringComparison.Ordinal))];
            if (named.Length == 1)
            {
                return named[0];
            }

            if (named.Length == 0 && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _header.Count)
            {
                return number - 1;
            }

            Fail($"one column '{wanted}' for the {role}; the header has {string.Join(", ", _header.Select(h => $"'{h}'"))}");
            return -1;
        }

        int[] found = [.. PlacesWhere(h => Names[role].Contains(HeaderName.Normalize(h), StringComparer.Ordinal))];
        if (found.Length > 1)
        {
            Fail($"one column for the {role}, but {string.Join(" and ", found.Select(p => $"'{_header[p]}' (column {p + 1})"))} could each be it; choose with {nameof(CsvCatalogOptions)}");
        }

        return found.Length == 1 ? found[0] : -1;
    }

    private IEnumerable<(int Place, string Language)> FindTranslations()
    {
        for (int p = 0; p < _header.Count; p++)
        {
            int cut = _header[p].LastIndexOf('_');
            string language = cut < 0 ? "" : _header[p][(cut + 1)..];
            if (language.Length == 2 && language.All(char.IsAsciiLetter) && Names["name"].Contains(HeaderName.Normalize(_header[p][..cut]), StringComparer.Ordinal))
            {
                yield return (p, language.ToLowerInvariant());
            }
        }
    }

    private IEnumerable<int> PlacesWhere(Func<string, bool> matches) => Enumerable.Range(0, _header.Count).Where(p => matches(_header[p]));

    private void Fail(string expected) => _faults.Add(new BadRow(_source, _line, null, null, expected));
}
