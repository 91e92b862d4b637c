using System.CommandLine;
using CrossSell.Ledger;
using CrossSell.Storage.PostgreSql;
using CrossSell.Storage.Sqlite;

namespace CrossSell.Tool;

/// <summary>Which ledger, and the key of its objections. What stands behind <c>postgres:</c> is never printed.</summary>
internal sealed class LedgerOptions(bool required)
{
    /// <summary>What the help calls the name of a ledger.</summary>
    public const string Names = "sqlite:FILE|postgres:CONNECTION";

    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres:";
    private const int LeastKeyBytes = 16;

    public Option<string> Ledger { get; } = Opt.Text(
        "--ledger", Names,
        "The ledger: a SQLite file, or a PostgreSQL database by its connection string (keep the password out of it: Passfile=FILE).", required);

    public Option<string> KeyFile { get; } = Opt.Text(
        "--key-file", "FILE", "The secret key under which objections are kept, 16 bytes or more; the same for the life of the ledger.", required);

    /// <summary>The files of a ledger: SQLite keeps up to two beside the one that is named.</summary>
    public static IEnumerable<string> FilesOf(string ledger) =>
        ledger.StartsWith(Sqlite, StringComparison.Ordinal) && ledger[Sqlite.Length..] is { Length: > 0 } path
            ? [path, $"{path}-wal", $"{path}-shm", $"{OutputPath.Resolve(path)}-wal", $"{OutputPath.Resolve(path)}-shm"]
            : [];

    public bool IsGiven(OptionReader options) => options.IsGiven(Ledger);

    /// <summary>Opens the store; one in a file must be there unless it is to be made.</summary>
    /// <exception cref="UsageException">It is named in no known way.</exception>
    /// <exception cref="FailureException">There is no such ledger.</exception>
    /// <exception cref="LedgerException">It cannot be opened, or what is there is no ledger.</exception>
    public async Task<ILedgerStore> OpenStoreAsync(OptionReader options, ToolHost host, bool create = false)
    {
        string name = options.Required(Ledger);
        if (name.StartsWith(Sqlite, StringComparison.Ordinal) && name.Length > Sqlite.Length)
        {
            string path = name[Sqlite.Length..];
            if (Directory.Exists(path))
            {
                throw new FailureException($"the ledger '{path}' is a folder; expected a file.");
            }

            if (!create && !File.Exists(path))
            {
                throw new FailureException($"there is no ledger '{path}'; 'crosssell ledger init' makes one.");
            }

            var settings = new SqliteLedgerOptions { Clock = host.Clock, CreateIfMissing = create };
            return await SqliteLedgerStore.OpenAsync(path, settings, host.Cancellation).ConfigureAwait(false);
        }

        if (!name.StartsWith(Postgres, StringComparison.Ordinal) || name.Length == Postgres.Length)
        {
            throw new UsageException($"{Ledger.Name} must be sqlite:FILE or postgres:CONNECTION.");
        }

        try
        {
            return await PostgreSqlLedgerStore.OpenAsync(name[Postgres.Length..], new PostgreSqlLedgerOptions { CreateIfMissing = create }, host.Cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // What the driver says may repeat a password, so it is told to nobody, with --debug neither.
            throw new FailureException($"the connection string of {Ledger.Name} cannot be read; expected one such as postgres:Host=HOST;Database=NAME;Username=USER;Passfile=FILE.");
        }
    }

    /// <summary>The ledger over a store. Verbs that reserve nothing have rules that are no policy that decides, and do not keep them as one.</summary>
    /// <exception cref="FailureException">The key cannot be used.</exception>
    public ContactLedger Over(ILedgerStore store, OptionReader options, IContactAdmission rules, DecisionDetail detail = DecisionDetail.None)
    {
        string path = options.Text(KeyFile) ?? throw new UsageException($"{KeyFile.Name} is missing; {Ledger.Name} needs it to find objections.");
        if (Directory.Exists(path))
        {
            throw new FailureException($"the key '{path}' is a folder; expected a file.");
        }

        byte[] key;
        try
        {
            key = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException($"the key '{path}' cannot be read: {OutputPath.Reason(e)}.", e);
        }

        // A line end behind a key that was typed is no part of it.
        key = [.. key.AsSpan().TrimEnd("\r\n"u8)];
        return key.Length >= LeastKeyBytes
            ? new ContactLedger(store, rules, new ContactLedgerOptions { ContactPointKey = key, DecisionDetail = detail })
            : throw new FailureException($"the key '{path}' has {key.Length} bytes; at least {LeastKeyBytes} secret ones are needed.");
    }

    /// <exception cref="UsageException">One is blank.</exception>
    public static IReadOnlyList<string> ContactPoints(OptionReader options, Option<string[]> option) => options.Texts(option) is var points && points.Any(string.IsNullOrWhiteSpace)
        ? throw new UsageException($"{option.Name} is empty; expected an address or number.")
        : points;

    public static string RequiredId(OptionReader options, Option<string> option) =>
        options.Required(option) is { Length: > 0 } id ? id : throw new UsageException($"{option.Name} is empty; expected an id.");
}
