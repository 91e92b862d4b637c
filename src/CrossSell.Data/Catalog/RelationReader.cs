using System.Collections.Frozen;
using System.Globalization;

namespace CrossSell.Data;

/// <summary>Reads a file of relations between products.</summary>
internal sealed class RelationReader(string path, CsvCatalogOptions options, List<BadRow> faults)
{
    private static readonly FrozenDictionary<string, ProductRelationKind> Kinds = new Dictionary<string, ProductRelationKind>(StringComparer.Ordinal)
    {
        ["requires"] = ProductRelationKind.Requires,
        ["prerequisite"] = ProductRelationKind.Requires,
        ["erfordert"] = ProductRelationKind.Requires,
        ["incompatiblewith"] = ProductRelationKind.IncompatibleWith,
        ["incompatible"] = ProductRelationKind.IncompatibleWith,
        ["unvereinbarmit"] = ProductRelationKind.IncompatibleWith,
        ["coveredby"] = ProductRelationKind.CoveredBy,
        ["enthaltenin"] = ProductRelationKind.CoveredBy,
        ["accessoryof"] = ProductRelationKind.AccessoryOf,
        ["accessory"] = ProductRelationKind.AccessoryOf,
        ["zubehoerzu"] = ProductRelationKind.AccessoryOf,
        ["upsellto"] = ProductRelationKind.UpSellTo,
        ["upsell"] = ProductRelationKind.UpSellTo,
        ["crosssellto"] = ProductRelationKind.CrossSellTo,
        ["crosssell"] = ProductRelationKind.CrossSellTo,
        ["substitutedby"] = ProductRelationKind.SubstitutedBy,
        ["substitute"] = ProductRelationKind.SubstitutedBy,
        ["ersetzbardurch"] = ProductRelationKind.SubstitutedBy,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads all rows; a row that speaks of no product of <paramref name="products"/> is a fault.</summary>
    public IReadOnlyList<ProductRelation> Read(IReadOnlyDictionary<string, long> products)
    {
        using var table = new NamedTable(path, options, faults);
        int from = table.Find(needed: true, "from", "product", "von", "produkt", "artikel");
        int kind = table.Find(needed: true, "kind", "relation", "art", "beziehung");
        int to = table.Find(needed: true, "to", "other", "zu", "nach");
        int days = table.Find(needed: false, "days", "window", "windowdays", "tage", "frist");
        var relations = new List<ProductRelation>();
        while (from >= 0 && kind >= 0 && to >= 0 && table.Read())
        {
            int before = faults.Count;
            string first = Product(table, from, products);
            string second = Product(table, to, products);
            string word = table.Text(kind);
            if (!Kinds.TryGetValue(HeaderName.Normalize(word), out ProductRelationKind relation))
            {
                table.Fail(kind, word, "requires, incompatible with, covered by, accessory of, up-sell to, cross-sell to or substituted by");
            }

            TimeSpan? window = Window(table, days);
            if (faults.Count == before)
            {
                relations.Add(new ProductRelation(new ProductId(first), relation, new ProductId(second)) { Window = window });
            }
        }

        return relations;
    }

    private static string Product(NamedTable table, int place, IReadOnlyDictionary<string, long> products)
    {
        string id = table.Text(place);
        if (!products.ContainsKey(id))
        {
            table.Fail(place, id, "a product of the catalogue");
        }

        return id;
    }

    private static TimeSpan? Window(NamedTable table, int place)
    {
        string text = table.Text(place).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is > 0 and <= 36_525)
        {
            return TimeSpan.FromDays(days);
        }

        table.Fail(place, text, "a whole number of days from 1 to 36525, or nothing");
        return null;
    }
}
