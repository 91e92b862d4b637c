using System.Runtime.InteropServices;

namespace CrossSell.Benchmarks.Tables;

/// <summary>The CPU time of all child processes that have ended, by getrusage. Linux and macOS.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    public static double CpuSeconds()
    {
        // struct rusage begins with two timevals (user, system) of seconds and microseconds; the rest is not read here.
        Span<long> usage = stackalloc long[32];
        return GetUsage(Children, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6)
            : throw new InvalidOperationException($"getrusage failed with error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, Span<long> usage);
}
