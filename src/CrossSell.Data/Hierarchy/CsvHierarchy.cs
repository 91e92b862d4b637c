using System.Text;
using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Reads what belongs to what from CSV files, packed by gzip or not: an item and one of its parents a row. docs/formats.md defines the format.</summary>
/// <remarks>Thread-safe: every call reads on its own. O(rows).</remarks>
public static class CsvHierarchy
{
    /// <summary>Loads a file: the columns item and parent. An empty parent says that the item has none; an item with several parents has several rows.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="encoding">The text's encoding; null for UTF-8. A byte order mark goes before it.</param>
    /// <exception cref="CatalogFormatException">The file has faults, such as items that are their own ancestors; all of them are told together.</exception>
    /// <exception cref="PurchaseFormatException">The file is no whole text: empty, binary, cut off, a quote never closed.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static ProductHierarchy Load(string path, Encoding? encoding = null)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, path, encoding);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="encoding">The text's encoding; null for UTF-8. A byte order mark goes before it.</param>
    /// <inheritdoc cref="Load(string, Encoding?)" path="/exception"/>
    public static ProductHierarchy Load(Stream stream, string sourceName, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var text = new StreamReader(
            PackedSource.Unpack(stream, sourceName), encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        return Load(text, sourceName);
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <inheritdoc cref="Load(string, Encoding?)" path="/exception"/>
    public static ProductHierarchy Load(TextReader text, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        return new HierarchyReader(sourceName).Read(text);
    }
}
