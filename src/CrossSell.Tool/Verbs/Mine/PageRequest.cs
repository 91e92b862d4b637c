namespace CrossSell.Tool;

/// <summary>A page that shall be written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Texts">The page's language.</param>
/// <param name="Products">The file of products, or null.</param>
/// <param name="Catalog">How that file is read.</param>
internal sealed record PageRequest(string Path, PageTexts Texts, string? Products, CsvCatalogOptions Catalog)
{
    /// <summary>What the products are called; without a file, by their ids.</summary>
    public Func<string, string> LoadNames(ToolHost host)
    {
        if (Products is null)
        {
            return id => id;
        }

        ProductCatalog catalog = CatalogLoader.Load(Products, Catalog, host);
        var language = System.Globalization.CultureInfo.GetCultureInfo(Texts.Language);
        var names = catalog.ToDictionary(product => product.Id.Value, product => product.Name.For(language), StringComparer.Ordinal);
        return id => names.GetValueOrDefault(id, id);
    }
}
