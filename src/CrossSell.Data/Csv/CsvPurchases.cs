using System.Runtime.CompilerServices;
using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads purchases from CSV files, packed by gzip or not. docs/formats.md defines the format.</summary>
/// <remarks>
/// Thread-safe: every call reads on its own. Loading takes O(rows) and no object for a row without quotes; a row takes about 4 bytes for each id and 8 for each
/// time or number, and twice that while the history is built.
/// </remarks>
public static class CsvPurchases
{
    private const int RowsPerBlock = 4096;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 rows, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="PurchaseFormatException">The columns are not those of purchases, the file is damaged, or a row is bad and bad rows are not skipped.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PurchaseHistory Load(
        string path,
        CsvPurchaseOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options = Checked(options);
        using FileStream file = SourceFile.Open(path);
        return Load(file, options.SourceName ?? path, options, progress, cancellationToken);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 rows, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <inheritdoc cref="Load(string, CsvPurchaseOptions?, IProgress{LoadProgress}?, CancellationToken)" path="/exception"/>
    public static PurchaseHistory Load(
        Stream stream,
        string sourceName,
        CsvPurchaseOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options = Checked(options);
        using StreamReader text = OpenText(stream, options, sourceName);
        return Load(text, sourceName, options, new ProgressMeter(progress, stream, cancellationToken), cancellationToken);
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 rows, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <inheritdoc cref="Load(string, CsvPurchaseOptions?, IProgress{LoadProgress}?, CancellationToken)" path="/exception"/>
    public static PurchaseHistory Load(
        TextReader text,
        string sourceName,
        CsvPurchaseOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Load(text, sourceName, Checked(options), new ProgressMeter(progress, stream: null, cancellationToken), cancellationToken);
    }

    /// <summary>The same as <see cref="Load(string, CsvPurchaseOptions?, IProgress{LoadProgress}?, CancellationToken)"/>, off the caller's thread.</summary>
    /// <inheritdoc cref="Load(string, CsvPurchaseOptions?, IProgress{LoadProgress}?, CancellationToken)"/>
    public static Task<PurchaseHistory> LoadAsync(
        string path,
        CsvPurchaseOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Load(path, options, progress, cancellationToken), cancellationToken);

    /// <summary>Reads a file's purchases one by one, to filter or change them on the way into a history.</summary>
    /// <remarks>
    /// Makes an object for each row. Of <see cref="CsvPurchaseOptions.History"/> only the policy for bad rows is applied here; skipped rows are told to
    /// <see cref="CsvPurchaseOptions.BadRowSkipped"/>.
    /// </remarks>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <inheritdoc cref="Load(string, CsvPurchaseOptions?, IProgress{LoadProgress}?, CancellationToken)" path="/exception"/>
    public static async IAsyncEnumerable<Purchase> ReadAsync(
        string path,
        CsvPurchaseOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options = Checked(options);
        using FileStream file = SourceFile.Open(path);
        string source = options.SourceName ?? path;
        using StreamReader text = OpenText(file, options, source);
        using var reader = new CsvPurchaseReader(text, options, source);
        var skipped = new SkippedRows(options.History.BadRows, options.BadRowSkipped);
        var block = new List<Purchase>(RowsPerBlock);
        do
        {
            block.Clear();
            await Task.Run(() => ReadBlock(reader, skipped, block), cancellationToken).ConfigureAwait(false);
            foreach (Purchase purchase in block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return purchase;
            }
        }
        while (block.Count > 0);
    }

    private static CsvPurchaseOptions Checked(CsvPurchaseOptions? options)
    {
        options ??= new CsvPurchaseOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        return options;
    }

    private static StreamReader OpenText(Stream stream, CsvPurchaseOptions options, string source) =>
        new(PackedSource.Unpack(stream, source), options.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);

    private static PurchaseHistory Load(TextReader text, string source, CsvPurchaseOptions options, ProgressMeter meter, CancellationToken cancellationToken)
    {
        using var reader = new CsvPurchaseReader(text, options, source);
        var builder = new PurchaseHistoryBuilder(options.History);
        builder.DeclareExtras(reader.Columns.ExtraNames);
        while (reader.Read())
        {
            var row = default(PurchaseRow);
            if (!reader.TryParse(ref row, out BadRow? badRow))
            {
                ReadOnWhenStopping();
                builder.RejectUnread(badRow!);
            }
            else if (!builder.TryAdd(row, out RowFault fault))
            {
                BadRow located = reader.Locate(fault);
                ReadOnWhenStopping();
                builder.Reject(located);
            }

            meter.Advance();
        }

        meter.Report();
        return builder.Build(cancellationToken);

        void ReadOnWhenStopping()
        {
            if (!options.History.BadRows.Skips)
            {
                reader.LookForDamage();
            }
        }
    }

    private static void ReadBlock(CsvPurchaseReader reader, SkippedRows skipped, List<Purchase> block)
    {
        while (block.Count < RowsPerBlock && reader.Read())
        {
            var row = default(PurchaseRow);
            if (!reader.TryParse(ref row, out BadRow? badRow))
            {
                skipped.Add(badRow!);
            }
            else if (PurchaseRows.Check(row, out RowFault fault))
            {
                block.Add(PurchaseRows.ToPurchase(row, reader.Columns.ExtraNames));
            }
            else
            {
                skipped.Add(reader.Locate(fault));
            }
        }
    }
}
