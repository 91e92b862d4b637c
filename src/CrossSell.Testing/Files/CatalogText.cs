namespace CrossSell.Testing.Files;

/// <summary>
/// A catalogue as the lines of <c>products.csv</c>. It takes both names as they are planted: looking a German text up needs a culture,
/// and a program may run without cultures (invariant globalization).
/// </summary>
internal static class CatalogText
{
    public static CsvText Of(IEnumerable<(string Id, string Name, string NameDe, string Category, bool Repurchasable, decimal Margin)> products)
    {
        CsvText text = new();
        text.Field("product").Field("name").Field("name_de").Field("category").Field("kind").Field("margin").EndLine();
        foreach ((string id, string name, string nameDe, string category, bool repurchasable, decimal margin) in products)
        {
            text.Field(id).Field(name).Field(nameDe).Field(category).Field(repurchasable ? "repurchasable" : "held").Field(margin).EndLine();
        }

        return text;
    }
}
