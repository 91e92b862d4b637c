using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Reads basket files in the format of the FIMI repository: a basket a line, items separated by blanks. docs/formats.md defines the format.</summary>
/// <remarks>Thread-safe: every call reads on its own. O(bytes), no object for a line or an item.</remarks>
public static class FimiBaskets
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How rows become a history; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 baskets, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="PurchaseFormatException">The file is empty, binary or damaged, or a line is bad and bad lines are not skipped.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PurchaseHistory Load(
        string path,
        PurchaseHistoryOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, path, options, progress, cancellationToken);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How rows become a history; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 baskets, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <inheritdoc cref="Load(string, PurchaseHistoryOptions?, IProgress{LoadProgress}?, CancellationToken)" path="/exception"/>
    public static PurchaseHistory Load(
        Stream stream,
        string sourceName,
        PurchaseHistoryOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var builder = new PurchaseHistoryBuilder(options);
        var meter = new ProgressMeter(progress, stream, cancellationToken);
        using Stream unpacked = PackedSource.Unpack(stream, sourceName);
        new FimiParser(new HistoryLines(builder), meter, sourceName).Parse(unpacked);
        meter.Report();
        return builder.Build(cancellationToken);
    }

    /// <summary>The same as <see cref="Load(string, PurchaseHistoryOptions?, IProgress{LoadProgress}?, CancellationToken)"/>, off the caller's thread.</summary>
    /// <inheritdoc cref="Load(string, PurchaseHistoryOptions?, IProgress{LoadProgress}?, CancellationToken)"/>
    public static Task<PurchaseHistory> LoadAsync(
        string path,
        PurchaseHistoryOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Load(path, options, progress, cancellationToken), cancellationToken);

    /// <summary>Loads a file straight into what is mined, without a purchase history: the same transactions in less time and memory.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="badRows">What a line does that cannot be taken; null to stop at the first.</param>
    /// <param name="progress">Is told about every 65,536 baskets, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="PurchaseFormatException">The file is empty, binary or damaged, or a line is bad and bad lines are not skipped.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Transactions LoadTransactions(
        string path, BadRowPolicy? badRows = null, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using FileStream file = SourceFile.Open(path);
        return LoadTransactions(file, path, out _, badRows, progress, cancellationToken);
    }

    /// <summary>Loads a stream, such as standard input, straight into what is mined. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="report">What became of the items and of bad lines; an item told twice in a basket is left out and counted.</param>
    /// <param name="badRows">What a line does that cannot be taken; null to stop at the first.</param>
    /// <param name="progress">Is told about every 65,536 baskets, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <inheritdoc cref="LoadTransactions(string, BadRowPolicy?, IProgress{LoadProgress}?, CancellationToken)" path="/exception"/>
    public static Transactions LoadTransactions(
        Stream stream,
        string sourceName,
        out LoadReport report,
        BadRowPolicy? badRows = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var builder = new TransactionsBuilder(badRows);
        var meter = new ProgressMeter(progress, stream, cancellationToken);
        using Stream unpacked = PackedSource.Unpack(stream, sourceName);
        new FimiParser(new TransactionLines(builder), meter, sourceName).Parse(unpacked);
        meter.Report();
        Transactions transactions = builder.Build();
        report = builder.Report;
        return transactions;
    }
}
