using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads tables of pairs: which customer has bought which product, in how many baskets, first and last when. docs/formats.md defines the format.</summary>
/// <remarks>Thread-safe: every call reads on its own. O(rows log rows). Files may be packed by gzip. A file is taken whole or not at all.</remarks>
public static class CsvPairs
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="PurchaseFormatException">The columns are not those of pairs, the file is damaged, or a row is bad.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PurchaseMatrix Load(string path, CsvPairOptions? options = null, CancellationToken cancellationToken = default)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, path, options, cancellationToken);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <inheritdoc cref="Load(string, CsvPairOptions?, CancellationToken)" path="/exception"/>
    public static PurchaseMatrix Load(Stream stream, string sourceName, CsvPairOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sourceName);
        options ??= new CsvPairOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        using var text = new StreamReader(PackedSource.Unpack(stream, sourceName), options.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        using var reader = new PairReader(text, sourceName, options);
        return reader.Read(cancellationToken);
    }
}
