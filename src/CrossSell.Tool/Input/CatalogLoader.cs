using System.Globalization;

namespace CrossSell.Tool;

/// <summary>Reads the products that may be offered.</summary>
internal static class CatalogLoader
{
    public static ProductCatalog Load(string path, CsvCatalogOptions reading, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, anyBytes: reading.Encoding is not null, expected: "products");
        return CsvCatalog.Load(input.Stream, input.Name, reading);
    }

    /// <summary>Refuses a list none of whose products is known: its ids are written otherwise, or it belongs to others.</summary>
    /// <param name="catalog">The list.</param>
    /// <param name="path">Its file.</param>
    /// <param name="known">Ids of products; any list will do where there are none.</param>
    /// <param name="whose">Who knows these, such as <c>the purchases</c>.</param>
    /// <exception cref="FailureException">It lists nothing, or nothing that is known.</exception>
    public static void RequireKnown(ProductCatalog catalog, string path, IReadOnlyList<string> known, string whose)
    {
        if (catalog.Count == 0)
        {
            throw new FailureException($"{path} has a header but no rows; expected a row for each product.");
        }

        if (known.Count > 0 && !known.Any(id => catalog.TryGet(new ProductId(id), out _)))
        {
            throw new FailureException(string.Create(
                CultureInfo.InvariantCulture, $"{path} lists none of the {Reporter.Count(known.Count, "product")} of {whose}: its first is '{catalog[0].Id}', theirs is '{known[0]}'; compare how the two write their ids."));
        }
    }
}
