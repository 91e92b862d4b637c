using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Which columns of a file of products are what.</summary>
internal sealed class CatalogInputOptions
{
    private readonly IReadOnlyList<(Option<string> Option, Action<CsvCatalogOptions, string> Set)> _columns =
    [
        (Column("--catalog-product-column", "product"), (c, v) => c.Product = v),
        (Column("--catalog-name-column", "product's name"), (c, v) => c.Name = v),
        (Column("--catalog-category-column", "category"), (c, v) => c.Category = v),
        (Column("--catalog-kind-column", "kind, held or repurchasable"), (c, v) => c.Kind = v),
        (Column("--catalog-margin-column", "margin"), (c, v) => c.Margin = v),
    ];

    public OptionGroup Group => new("Reading products", [.. _columns.Select(c => c.Option)]);

    /// <summary>The options given, in the encoding and culture of the purchases.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="hasFile">Whether there is a file of products.</param>
    /// <param name="purchases">How the purchases are read.</param>
    /// <exception cref="UsageException">An option is given without a file, or has no such value.</exception>
    public CsvCatalogOptions Read(OptionReader options, bool hasFile, CsvPurchaseOptions purchases)
    {
        var csv = new CsvCatalogOptions { Encoding = purchases.Encoding, Culture = purchases.Culture };
        foreach ((Option<string> option, Action<CsvCatalogOptions, string> set) in _columns)
        {
            if (options.Text(option) is { } column)
            {
                set(csv, hasFile ? column : throw new UsageException($"{option.Name} belongs to --products, which is missing."));
            }
        }

        return csv.Validate() is { Count: > 0 } failures ? throw new UsageException(string.Join(' ', failures)) : csv;
    }

    private static Option<string> Column(string name, string role) =>
        Opt.Text(name, "NAME", $"The column of --products with the {role}, by name or number. Default: found by its name.");
}
