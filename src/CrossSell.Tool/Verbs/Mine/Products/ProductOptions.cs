using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The file of products of <c>crosssell mine</c>: their names, categories and margins.</summary>
internal sealed class ProductOptions
{
    private readonly CatalogInputOptions _columns = new();

    public Option<string> Products { get; } = Opt.Text(
        "--products", "FILE", "Products as CSV: the page and the reasons of grades call them by their names; --by-category takes the categories, --grades the margins.");

    public OptionGroup Group => new("Products", [Products, .. _columns.Group.Options]);

    /// <summary>The file named; null when there is none.</summary>
    /// <exception cref="UsageException">Columns of it are named, and it is not.</exception>
    public ProductsRequest? Read(OptionReader options, CsvPurchaseOptions reading)
    {
        string? path = options.Text(Products);
        CsvCatalogOptions columns = _columns.Read(options, path is not null, reading);
        return path is null ? null : new ProductsRequest(path, columns);
    }
}
