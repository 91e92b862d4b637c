using CrossSell.Ledger;
using Microsoft.Data.Sqlite;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>A file that is no ledger is refused as it lies there.</summary>
public sealed class SqliteForeignFileTests : IDisposable
{
    private readonly SqliteFixture _files = new();

    [Theory]
    [InlineData("PRAGMA journal_mode = DELETE")]
    [InlineData("PRAGMA journal_mode = WAL")]
    public async Task A_database_of_something_else_is_refused_and_not_a_byte_of_it_changes(string journal)
    {
        Make("other", journal, "CREATE TABLE t(a)", "INSERT INTO t VALUES (1)");
        byte[] before = await File.ReadAllBytesAsync(_files.PathOf("other"));

        LedgerException failure = await Assert.ThrowsAsync<LedgerException>(() => SqliteLedgerStore.OpenAsync(_files.PathOf("other")));

        Assert.Equal(LedgerFault.WrongSchema, failure.Fault);
        Assert.Contains(_files.PathOf("other") + " is a database of something else", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_files.PathOf("other")));
        Assert.Equal(["other.db"], Names());
    }

    [Fact]
    public async Task What_a_crash_left_in_the_log_of_something_else_stays_there()
    {
        using (SqliteConnection writer = Raw("writer"))
        {
            Execute(writer, "PRAGMA journal_mode = WAL");
            Execute(writer, "CREATE TABLE t(a)");
            File.Copy(_files.PathOf("writer"), _files.PathOf("crashed"));
            File.Copy(_files.PathOf("writer") + "-wal", _files.PathOf("crashed") + "-wal");
        }

        byte[] before = await File.ReadAllBytesAsync(_files.PathOf("crashed")), log = await File.ReadAllBytesAsync(_files.PathOf("crashed") + "-wal");
        Assert.NotEmpty(log);
        File.CreateSymbolicLink(_files.PathOf("link"), _files.PathOf("crashed"));

        Assert.Equal(LedgerFault.WrongSchema, (await Assert.ThrowsAsync<LedgerException>(() => SqliteLedgerStore.OpenAsync(_files.PathOf("link")))).Fault);
        Assert.Equal(LedgerFault.WrongSchema, (await Assert.ThrowsAsync<LedgerException>(() => SqliteLedgerStore.OpenAsync(_files.PathOf("crashed")))).Fault);

        Assert.Equal(before, await File.ReadAllBytesAsync(_files.PathOf("crashed")));
        Assert.Equal(log, await File.ReadAllBytesAsync(_files.PathOf("crashed") + "-wal"));
    }

    [Theory]
    [InlineData("is empty, which is no ledger")]
    [InlineData("is a database without tables, which is no ledger", "PRAGMA journal_mode = WAL")]
    [InlineData("is a database without tables, which is no ledger", "CREATE TABLE t(a)", "DROP TABLE t")]
    public async Task Where_a_ledger_is_expected_a_file_with_nothing_in_it_is_refused_and_stays_as_it_is(string what, params string[] steps)
    {
        await File.WriteAllBytesAsync(_files.PathOf("nothing"), []);
        Make("nothing", steps);
        byte[] before = await File.ReadAllBytesAsync(_files.PathOf("nothing"));

        LedgerException failure = await Assert.ThrowsAsync<LedgerException>(() => OpenExistingAsync("nothing"));

        Assert.Equal(LedgerFault.WrongSchema, failure.Fault);
        Assert.Contains($"{_files.PathOf("nothing")} {what}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_files.PathOf("nothing")));
        Assert.Equal(["nothing.db"], Names());
    }

    [Fact]
    public async Task A_ledger_that_a_link_names_is_one()
    {
        await (await SqliteLedgerStore.OpenAsync(_files.PathOf("made"))).DisposeAsync();
        File.CreateSymbolicLink(_files.PathOf("link"), _files.PathOf("made"));

        await using SqliteLedgerStore store = await OpenExistingAsync("link");

        Assert.Empty(await store.FindRootsAsync("main", null, 1));
    }

    [Fact]
    public async Task Where_a_ledger_is_expected_a_missing_file_is_not_made_and_a_ledger_is_opened()
    {
        Assert.Equal(LedgerFault.Unavailable, (await Assert.ThrowsAsync<LedgerException>(() => OpenExistingAsync("made"))).Fault);
        Assert.Empty(Names());

        await (await SqliteLedgerStore.OpenAsync(_files.PathOf("made"))).DisposeAsync();
        await (await OpenExistingAsync("made")).DisposeAsync();
    }

    [Fact]
    public async Task The_log_of_a_ledger_that_was_emptied_is_not_thrown_away_with_it()
    {
        await using (SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(_files.PathOf("whole")))
        {
            File.Copy(_files.PathOf("whole") + "-wal", _files.PathOf("emptied") + "-wal");
        }

        await File.WriteAllBytesAsync(_files.PathOf("emptied"), []);
        byte[] log = await File.ReadAllBytesAsync(_files.PathOf("emptied") + "-wal");

        File.CreateSymbolicLink(_files.PathOf("link"), _files.PathOf("emptied"));

        await Assert.ThrowsAsync<LedgerException>(() => OpenExistingAsync("emptied"));
        await Assert.ThrowsAsync<LedgerException>(() => OpenExistingAsync("link"));
        Assert.Contains("but its log is", (await Assert.ThrowsAsync<LedgerException>(() => SqliteLedgerStore.OpenAsync(_files.PathOf("emptied")))).Message, StringComparison.Ordinal);
        File.Delete(_files.PathOf("emptied"));
        Assert.Contains("is not there, but its log is", (await Assert.ThrowsAsync<LedgerException>(() => SqliteLedgerStore.OpenAsync(_files.PathOf("emptied")))).Message, StringComparison.Ordinal);

        Assert.NotEmpty(log);
        Assert.Equal(log, await File.ReadAllBytesAsync(_files.PathOf("emptied") + "-wal"));
    }

    [Theory]
    [InlineData]
    [InlineData("PRAGMA journal_mode = WAL")]
    [InlineData("CREATE TABLE t(a)", "DROP TABLE t")]
    public async Task What_a_crash_leaves_of_a_new_ledger_becomes_one_when_it_is_made_again(params string[] steps)
    {
        await File.WriteAllBytesAsync(_files.PathOf("half"), []);
        Make("half", steps);

        await (await SqliteLedgerStore.OpenAsync(_files.PathOf("half"))).DisposeAsync();

        using var connection = LedgerConnection.Open(_files.PathOf("half"), TimeSpan.FromSeconds(1));
        Assert.Equal(SqliteSchema.Scripts.Length, connection.Number("PRAGMA user_version"));
    }

    public void Dispose() => _files.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Make(string name, params string[] steps)
    {
        using SqliteConnection connection = Raw(name);
        foreach (string sql in steps)
        {
            Execute(connection, sql);
        }
    }

    private Task<SqliteLedgerStore> OpenExistingAsync(string name) =>
        SqliteLedgerStore.OpenAsync(_files.PathOf(name), new SqliteLedgerOptions { CreateIfMissing = false });

    private string[] Names() => [.. Directory.GetFiles(Path.GetDirectoryName(_files.PathOf("x"))!).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private SqliteConnection Raw(string name)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={_files.PathOf(name)};Pooling=False");
        connection.Open();
        return connection;
    }
}
