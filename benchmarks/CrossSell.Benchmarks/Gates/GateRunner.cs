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
    /// <summary>Prints one line a gate and a line with the counts.</summary>
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
        int failed = 0;
        foreach (Type type in GatedTypes().Where(type => filter is null || type.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (GateResult result in MeasureTwiceAtMost(type))
            {
                output.WriteLine(result);
                passed += result.Passed ? 1 : 0;
                failed += result.Passed ? 0 : 1;
            }
        }

        output.WriteLine($"gates: {passed} passed, {failed} failed");
        return passed > 0 && failed == 0 ? 0 : 1;
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

    /// <summary>A neighbour's load can spoil a measurement but hardly two: a gate fails when it fails twice.</summary>
    private static IReadOnlyList<GateResult> MeasureTwiceAtMost(Type type)
    {
        IReadOnlyList<GateResult> first = Measure(type);
        if (first.All(result => result.Passed))
        {
            return first;
        }

        IReadOnlyList<GateResult> second = Measure(type);
        return [.. first.Select((result, i) => result.Passed ? result : second[i])];
    }

    private static IEnumerable<Type> GatedTypes() =>
        typeof(GateRunner).Assembly.GetTypes()
            .Where(type => type != typeof(KnownBad) && type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute)) && IsGated(method)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static bool IsGated(MethodInfo method) => method.IsDefined(typeof(GateAttribute)) || method.IsDefined(typeof(ScaleGateAttribute));
}
