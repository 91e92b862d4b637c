using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>
/// A real server of its own, started from the system's packages once for all tests and stopped at the end. Where there are none, tests that need it are skipped;
/// with CROSSSELL_REQUIRE_POSTGRES=1 they fail instead.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly string? _folder;

    /// <summary>For tests: what it acknowledges may be lost with the machine, but not with a process.</summary>
    public PostgreSqlServer()
        : this("-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c jit=off -c shared_buffers=64MB")
    {
    }

    private PostgreSqlServer(string settings)
    {
        if (Binaries is not { } binaries)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("xsell-pg-").FullName;
        string data = Path.Combine(_folder, "data");
        if (IsRoot)
        {
            Run("/bin/chown", "postgres", _folder);
        }

        AsServer(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        AsServer(
            Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", LogFile, "-o",
            $"-c listen_addresses='' -c unix_socket_directories='{_folder}' {settings} -c max_connections=200", "start");
        ConnectionString = $"Host={_folder};Username=postgres;Database=postgres;Max Auto Prepare=100;Maximum Pool Size=40";
    }

    /// <summary>The newest server installed where Debian puts it, or null.</summary>
    public static string? Binaries { get; } = !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), out int version) ? version : 0).FirstOrDefault();

    /// <summary>With the settings it comes with: what is acknowledged is on the disk.</summary>
    internal static PostgreSqlServer WithFlushes() => new("");

    public string LogFile => Path.Combine(_folder!, "log");

    public string ConnectionString { get; } = "";

    private static bool IsRoot => RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && Environment.UserName == "root";

    public void Dispose()
    {
        if (_folder is not null)
        {
            AsServer(Path.Combine(Binaries!, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void AsServer(params string[] command)
    {
        if (IsRoot)
        {
            Run("runuser", ["-u", "postgres", "--", .. command]);
        }
        else
        {
            Run(command[0], command[1..]);
        }
    }

    // By a shell that lets go of our handles: the server would else keep them, and whoever waits for them to close would wait for ever.
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", UseShellExecute = false };
        foreach (string argument in (string[])["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
