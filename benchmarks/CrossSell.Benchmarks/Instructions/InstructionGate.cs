using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace CrossSell.Benchmarks.Instructions;

/// <summary>Counts the instructions of the hottest kernels under <c>valgrind --tool=callgrind</c>: a gate that no neighbour's load can move.</summary>
/// <remarks>
/// This program runs itself under valgrind, once without a loop and once for each kernel; the difference is the kernel's. Under valgrind there is no AVX-512, so it is
/// the AVX2 path that is counted. A newer runtime may compile otherwise: then the counts are read off the output and committed anew.
/// </remarks>
internal static partial class InstructionGate
{
    /// <summary>What a caller of <c>--instructions</c> takes for "not measured here".</summary>
    public const int Skipped = 77;

    /// <summary>By what share more a run may take: compilers differ by a percent or two between patches, and what was ever lost in a kernel was more.</summary>
    private const double Tolerance = 0.05;

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

        string model = Path.GetTempFileName();
        try
        {
            HotKernels.Prepare(model);
            long start = Count(HotKernels.All[0].Name, 0, model);
            int failed = 0;
            HotKernel[] kernels = [.. HotKernels.All.Where(kernel => name is null || kernel.Name == name)];
            foreach (HotKernel kernel in kernels)
            {
                long each = (Count(kernel.Name, kernel.Loops, model) - start) / kernel.Loops;
                double ratio = (double)each / kernel.Expected;
                bool holds = ratio <= 1 + Tolerance;
                failed += holds ? 0 : 1;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(holds ? "passed" : "FAILED")}  {kernel.Name,-9} {each,10:N0} instructions ({kernel.What}), {ratio:0.000} of the {kernel.Expected:N0} committed{(ratio < 1 - Tolerance ? "; commit the smaller number" : "")}"));
            }

            output.WriteLine($"instructions: {kernels.Length - failed} passed, {failed} failed");
            return kernels.Length > 0 && failed == 0 ? 0 : 1;
        }
        finally
        {
            File.Delete(model);
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

    private static long Count(string kernel, int loops, string model)
    {
        string[] arguments =
        [
            "--tool=callgrind", "--callgrind-out-file=/dev/null", Environment.ProcessPath!,
            .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? new[] { typeof(InstructionGate).Assembly.Location } : [],
            "--kernel", kernel, loops.ToString(CultureInfo.InvariantCulture), model,
        ];
        var start = new ProcessStartInfo("valgrind", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["DOTNET_TieredCompilation"], start.Environment["DOTNET_gcConcurrent"], start.Environment["DOTNET_gcServer"]) = ("0", "0", "0");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        Match collected = Collected().Match(errors);
        return process.ExitCode == 0 && collected.Success
            ? long.Parse(collected.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"valgrind {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
    }

    [GeneratedRegex(@"Collected : (\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Collected();
}
