using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace CrossSell.Benchmarks.Instructions;

/// <summary>Counts the instructions of the hottest kernels under <c>valgrind --tool=callgrind</c>: a gate that no neighbour's load can move.</summary>
/// <remarks>
/// This program runs itself once under valgrind; what the kernels do below <see cref="Below"/> alone is counted, one after another. Under valgrind there is no AVX-512, so it is the
/// AVX2 path that is counted. A newer runtime may compile otherwise: then the counts are read off the output and committed anew.
/// </remarks>
internal static partial class InstructionGate
{
    /// <summary>What a caller of <c>--instructions</c> takes for "not measured here".</summary>
    public const int Skipped = 77;

    /// <summary>The function below which instructions are counted: one that ends where it began, so not one that jumps into another, as <c>qsort</c> does.</summary>
    public const string Below = "bsearch";

    /// <summary>By what share more a run may take: compilers differ by a percent or two between patches, and what was ever lost in a kernel was more.</summary>
    private const double Tolerance = 0.05;

    /// <summary>With a smaller share the kernel was not what was counted.</summary>
    private const double Least = 0.3;

    /// <summary>Prints one line a kernel and a line with the counts.</summary>
    /// <param name="name">The one kernel that is counted; null for all.</param>
    /// <param name="output">Takes the lines.</param>
    /// <returns>0 when every kernel is within the tolerance, 1 when one is not, <see cref="Skipped"/> without valgrind or AVX2.</returns>
    public static int Run(string? name, TextWriter output)
    {
        if (!Avx2.IsSupported || !HasValgrind())
        {
            output.WriteLine(Avx2.IsSupported ? "instructions: skipped, there is no valgrind here" : "instructions: skipped, the committed counts are those of AVX2, which this machine lacks");
            return Skipped;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("crosssell");
        try
        {
            string model = Path.Combine(folder.FullName, "model");
            HotKernels.Prepare(model);
            long[] counts = Count(model, Path.Combine(folder.FullName, "counts"));
            (HotKernel Kernel, long Count)[] counted = [.. HotKernels.All.Zip(counts).Where(pair => name is null || pair.First.Name == name)];
            int failed = 0;
            foreach ((HotKernel kernel, long count) in counted)
            {
                long each = count / kernel.Loops;
                double ratio = (double)each / kernel.Expected;
                bool holds = ratio is > Least and <= 1 + Tolerance;
                failed += holds ? 0 : 1;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(holds ? "passed" : "FAILED")}  {kernel.Name,-9} {each,10:N0} instructions ({kernel.What}), {ratio:0.000} of the {kernel.Expected:N0} committed{(ratio < 1 - Tolerance ? "; commit the smaller number" : "")}"));
            }

            output.WriteLine($"instructions: {counted.Length - failed} passed, {failed} failed");
            return counted.Length > 0 && failed == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool HasValgrind()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("valgrind", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    // One number a kernel: valgrind writes a file each time that the function returns.
    private static long[] Count(string model, string files)
    {
        string[] arguments =
        [
            "--tool=callgrind", $"--toggle-collect={Below}", $"--dump-after={Below}", $"--callgrind-out-file={files}",
            .. OwnProgram.Command("--kernels", model),
        ];
        var start = new ProcessStartInfo("valgrind", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["DOTNET_TieredCompilation"], start.Environment["DOTNET_gcConcurrent"], start.Environment["DOTNET_gcServer"]) = ("0", "0", "0");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        long[] counts = [.. Enumerable.Range(1, HotKernels.All.Count).Select(kernel => Read($"{files}.{kernel.ToString(CultureInfo.InvariantCulture)}"))];
        return process.ExitCode == 0 && Array.TrueForAll(counts, count => count > 0)
            ? counts
            : throw new InvalidOperationException($"valgrind {string.Join(' ', arguments)} ended with {process.ExitCode} and counted {string.Join(", ", counts)}: {errors}");
    }

    private static long Read(string file) =>
        File.Exists(file) && Totals().Match(File.ReadAllText(file)) is { Success: true } found ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex(@"^(?:summary|totals): (\d+)", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Totals();
}
