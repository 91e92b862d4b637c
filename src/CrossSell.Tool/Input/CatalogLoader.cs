namespace CrossSell.Tool;

/// <summary>Reads the products that may be offered.</summary>
internal static class CatalogLoader
{
    /// <summary>Reads a file in the encoding and culture of the purchases.</summary>
    public static ProductCatalog Load(string path, CsvPurchaseOptions reading, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, anyBytes: reading.Encoding is not null);
        return CsvCatalog.Load(input.Stream, input.Name, new CsvCatalogOptions { Encoding = reading.Encoding, Culture = reading.Culture });
    }
}
