namespace CrossSell.Storage.Sqlite;

/// <summary>The files of a ledger as SQLite finds them: through links, and with the log beside the file that a link stands for.</summary>
/// <remarks>They are never opened: closing a file lets go of all locks that this process has on it, those of SQLite as well (sqlite.org/howtocorrupt.html, 2.2).</remarks>
internal static class LedgerFiles
{
    /// <summary>How many bytes the file has; null when there is none.</summary>
    public static long? Length(string path) => LengthOf(Target(path));

    /// <summary>How many bytes its log has; null when there is none. Windows keeps the log beside the link.</summary>
    public static long? LogLength(string path) => LengthOf((OperatingSystem.IsWindows() ? path : Target(path)) + "-wal");

    private static long? LengthOf(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : null;

    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
