namespace CrossSell.Tool;

/// <summary>A file of products that shall be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reading">How it is read.</param>
internal sealed record ProductsRequest(string Path, CsvCatalogOptions Reading);
