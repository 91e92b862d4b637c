using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What is known of the products beside their purchases.</summary>
/// <param name="Catalog">Their names, categories and margins; null when no file was given.</param>
/// <param name="Hierarchy">What belongs to what; null when rules are of products alone.</param>
/// <param name="Language">The language of names.</param>
internal sealed record MineProducts(ProductCatalog? Catalog, ProductHierarchy? Hierarchy, CultureInfo Language)
{
    /// <exception cref="FailureException">The categories make no hierarchy, or there are none.</exception>
    /// <exception cref="CatalogFormatException">A file has faults.</exception>
    public static MineProducts Load(MineRequest request, ToolHost host)
    {
        ProductCatalog? catalog = request.Products is { } products ? CatalogLoader.Load(products.Path, products.Reading, host) : null;
        ProductHierarchy? hierarchy = request.Levels switch
        {
            null => null,
            { Path: { } path } => ReadHierarchy(path, request.Reading, host),
            _ => OfCategories(catalog!, request.Products!.Path),
        };
        return new MineProducts(catalog, hierarchy, CultureInfo.GetCultureInfo(request.Texts.Language));
    }

    /// <summary>What a page calls an item; one that is not in the catalogue is called by its id.</summary>
    public Func<string, string> Names()
    {
        if (Catalog is null)
        {
            return id => id;
        }

        var names = Catalog.ToDictionary(product => product.Id.Value, product => product.Name.For(Language), StringComparer.Ordinal);
        return id => names.GetValueOrDefault(id, id);
    }

    /// <summary>All that may stand in a rule: products, and what they belong to.</summary>
    public IReadOnlyList<string> Items(IReadOnlyList<string> products) =>
        Hierarchy is null ? products : [.. products.Concat(products.SelectMany(Hierarchy.AncestorsOf)).Distinct(StringComparer.Ordinal)];

    private static ProductHierarchy ReadHierarchy(string path, CsvPurchaseOptions reading, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, anyBytes: reading.Encoding is not null);
        return CsvHierarchy.Load(input.Stream, input.Name, reading.Encoding);
    }

    private static ProductHierarchy OfCategories(ProductCatalog catalog, string path)
    {
        if (catalog.All(product => product.Category is not { Length: > 0 }))
        {
            throw new FailureException($"{path} has no categories; --by-category needs the column category, or the one that --catalog-category-column names.");
        }

        try
        {
            return ProductHierarchy.FromCatalog(catalog, separator: '/');
        }
        catch (ArgumentException e)
        {
            string message = LibraryNames.WithoutParameter(e);
            throw new FailureException($"{path}: {char.ToLowerInvariant(message[0])}{message[1..]}", e);
        }
    }
}
