namespace CrossSell.Tool;

/// <summary>Reads the products that may be offered.</summary>
internal static class CatalogLoader
{
    public static ProductCatalog Load(string path, CsvCatalogOptions reading, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, anyBytes: reading.Encoding is not null);
        return CsvCatalog.Load(input.Stream, input.Name, reading);
    }
}
