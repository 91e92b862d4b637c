using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads products from CSV files, packed by gzip or not. docs/formats.md defines the format.</summary>
/// <remarks>Thread-safe: every call reads on its own. O(products).</remarks>
public static class CsvCatalog
{
    /// <summary>Loads a file: columns product, name, name_de (and other languages), category, kind, margin and more, of which only product is needed.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="CatalogFormatException">The file has faults; all of them are told together.</exception>
    /// <exception cref="PurchaseFormatException">The file is no whole text: empty, binary, cut off, a quote never closed.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ProductCatalog Load(string path, CsvCatalogOptions? options = null)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, options?.SourceName ?? path, options);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, CsvCatalogOptions?)" path="/exception"/>
    public static ProductCatalog Load(Stream stream, string sourceName, CsvCatalogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new CsvCatalogOptions();
        using var text = new StreamReader(
            PackedSource.Unpack(stream, sourceName), options.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        return Load(text, sourceName, options);
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, CsvCatalogOptions?)" path="/exception"/>
    public static ProductCatalog Load(TextReader text, string sourceName, CsvCatalogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvCatalogOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        return new CatalogReader(options, sourceName).Read(text);
    }
}
