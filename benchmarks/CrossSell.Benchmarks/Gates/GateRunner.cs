using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace CrossSell.Benchmarks.Gates;

/// <summary>Runs every gated benchmark class and says which gates hold.</summary>
internal static class GateRunner
{
    private const int MostTimes = 3;

    /// <summary>Prints one line a gate, those that failed once more at the end, and a line with the counts.</summary>
    /// <param name="filter">A part of the class names to run; null for all.</param>
    /// <param name="output">Takes the lines.</param>
    /// <returns>0 when all gates hold; 1 when one does not, or when there was none.</returns>
    public static int Run(string? filter, TextWriter output)
    {
        if (!KnownBad.IsCaught(output))
        {
            return 1;
        }

        int passed = 0;
        var failed = new List<string>();
        foreach (Type type in GatedTypes().Where(type => filter is null || type.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            long start = Stopwatch.GetTimestamp();
            foreach (string line in MeasureUntilAllHold(type))
            {
                output.WriteLine(line);
                passed += HasPassed(line) ? 1 : 0;
                if (!HasPassed(line))
                {
                    failed.Add(line);
                }
            }

            output.WriteLine(FormattableString.Invariant($"     {type.Name} took {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        }

        // Once more, where whoever reads only the end of a long log sees them.
        failed.ForEach(output.WriteLine);
        output.WriteLine($"gates: {passed} passed, {failed.Count} failed");
        return passed > 0 && failed.Count == 0 ? 0 : 1;
    }

    /// <summary>Measures a class in this process and prints one line a gate: what <see cref="Run"/> runs as a process of its own.</summary>
    public static int RunClass(string name, TextWriter output)
    {
        foreach (GateResult result in Measure(GatedTypes().Single(type => type.Name == name)))
        {
            output.WriteLine(result);
        }

        return 0;
    }

    /// <summary>Measures a class once. A benchmark that throws has no result, and its gate reads "not measured".</summary>
    public static IReadOnlyList<GateResult> Measure(Type type)
    {
        var log = new AccumulationLogger();
        IConfig config = GateConfig.Create(log, type.IsDefined(typeof(WallClockAttribute)));
        Summary summary = BenchmarkRunner.Run(type, config);
        IReadOnlyList<GateResult> results = GateReader.Read(summary);
        if (results.Any(result => double.IsNaN(result.Ratio)))
        {
            Console.Error.WriteLine(log.GetLog());
        }

        return results;
    }

    /// <summary>A neighbour's load can spoil a measurement, and the next one, but hardly three: a gate fails when it fails each time. What could not be measured at all, such as ways that do not agree, is no noise.</summary>
    private static string[] MeasureUntilAllHold(Type type)
    {
        string[] lines = Lines(type);
        for (int times = 1; times < MostTimes && !lines.All(HasPassed) && lines.All(IsMeasured); times++)
        {
            string[] again = Lines(type);

            // A process that broke down tells of fewer gates: what failed before it stands.
            if (again.Length != lines.Length)
            {
                break;
            }

            lines = [.. lines.Zip(again, (one, other) => HasPassed(one) ? one : other)];
        }

        return lines;
    }

    // In a process of its own: the threads, compiled code and memory that one class leaves behind are no other's.
    private static string[] Lines(Type type)
    {
        string[] command = OwnProgram.Command("--gates-of", type.Name);
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string[] lines = [.. process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith(GateResult.Word, StringComparison.Ordinal))];
        process.WaitForExit();
        return process.ExitCode == 0 && lines.Length > 0 ? lines : [FormattableString.Invariant($"{GateResult.Word} FAILED {type.Name}: its process ended with {process.ExitCode} and {lines.Length} results")];
    }

    private static bool HasPassed(string line) => line.StartsWith(GateResult.Word + " ok", StringComparison.Ordinal);

    private static bool IsMeasured(string line) => line.Contains("median", StringComparison.Ordinal) && !line.Contains("not measured", StringComparison.Ordinal);

    private static IEnumerable<Type> GatedTypes() =>
        typeof(GateRunner).Assembly.GetTypes()
            .Where(type => type != typeof(KnownBad) && type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute)) && IsGated(method)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static bool IsGated(MethodInfo method) => method.IsDefined(typeof(GateAttribute)) || method.IsDefined(typeof(ScaleGateAttribute));
}
