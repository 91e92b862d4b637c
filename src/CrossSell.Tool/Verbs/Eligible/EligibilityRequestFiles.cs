namespace CrossSell.Tool;

/// <summary>What was asked for by <see cref="EligibilityOptions"/>.</summary>
internal sealed record EligibilityRequestFiles(
    string? Holdings, string? Declines, string? Products, string? Relations, string? Categories, string? Explain, bool OnceOnly)
{
    public EligibilityRules Rules => OnceOnly ? EligibilityRules.Strict : EligibilityRules.CoolDown;

    /// <summary>The files that are read, by their options.</summary>
    public IEnumerable<(string Option, string? Path)> Inputs =>
        [("--holdings", Holdings), ("--declines", Declines), ("--products", Products), ("--relations", Relations), ("--categories", Categories)];

    /// <summary>The products with their relations; those of the model where no file names any.</summary>
    /// <exception cref="CatalogFormatException">The files have faults.</exception>
    /// <exception cref="FailureException">They list none of the model's products.</exception>
    public ProductCatalog Catalog(CrossSellModel model, CsvPurchaseOptions reading, ToolHost host)
    {
        if (Catalog(reading, host) is not { } listed)
        {
            return new ProductCatalog(model.Products);
        }

        CatalogLoader.RequireKnown(listed, Products!, [.. model.Products.Select(product => product.Id.Value)], "the model");
        return listed;
    }

    /// <summary>The products with their relations; null where no file names any.</summary>
    /// <exception cref="CatalogFormatException">The files have faults.</exception>
    public ProductCatalog? Catalog(CsvPurchaseOptions reading, ToolHost host)
    {
        if (Products is null)
        {
            return null;
        }

        var csv = new CsvCatalogOptions { Encoding = reading.Encoding, Culture = reading.Culture, RelationsFile = Relations, CategoriesFile = Categories };
        foreach (string format in reading.DateFormats)
        {
            csv.DateFormats.Add(format);
        }

        return CatalogLoader.Load(Products, csv, host);
    }
}
