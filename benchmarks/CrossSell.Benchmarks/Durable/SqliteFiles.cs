using CrossSell.Storage.Sqlite;

namespace CrossSell.Benchmarks.Durable;

/// <summary>Ledgers in files that begin alike, in a folder that goes with this.</summary>
/// <param name="contacts">How many contacts, each of a customer of his own, a file begins with.</param>
internal sealed class SqliteFiles(int contacts) : IDisposable
{
    private readonly List<SqliteLedgerStore> _open = [];
    private int _files;

    public string Folder { get; } = Directory.CreateTempSubdirectory("crosssell-durable-").FullName;

    /// <summary>A file of its own, with a writer of groups of at most a size.</summary>
    public LedgerLoad Open(int groupSize)
    {
        string first = Path.Combine(Folder, "first.db"), path = Path.Combine(Folder, FormattableString.Invariant($"ledger{_files++}.db"));
        if (!File.Exists(first))
        {
            SqliteLedgerStore store = Opened(first, 256);
            new LedgerLoad(store).Reserve(callers: 200, each: contacts / 200);

            // Closing it moves the log into the file.
            store.DisposeAsync().AsTask().Wait();
        }

        File.Copy(first, path);
        SqliteLedgerStore opened = Opened(path, groupSize);
        _open.Add(opened);
        return new LedgerLoad(opened, contacts);
    }

    public void Dispose()
    {
        _open.ForEach(store => store.DisposeAsync().AsTask().Wait());
        Directory.Delete(Folder, recursive: true);
    }

    private static SqliteLedgerStore Opened(string path, int groupSize) =>
        SqliteLedgerStore.OpenAsync(path, new SqliteLedgerOptions { GroupSize = groupSize }).GetAwaiter().GetResult();
}
