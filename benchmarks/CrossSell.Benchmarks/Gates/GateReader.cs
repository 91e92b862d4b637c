using System.Reflection;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace CrossSell.Benchmarks.Gates;

/// <summary>Compares the summary of one benchmark class with the gates at its methods.</summary>
internal static class GateReader
{
    public static IReadOnlyList<GateResult> Read(Summary summary) => [.. Ratios(summary), .. Growths(summary)];

    private static IEnumerable<GateResult> Ratios(Summary summary)
    {
        foreach (BenchmarkCase benchmark in summary.BenchmarksCases)
        {
            if (benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<GateAttribute>() is { } gate)
            {
                BenchmarkCase? baseline = summary.GetBaseline(summary.GetLogicalGroupKey(benchmark)!);
                double ratio = MedianOf(summary, benchmark) / (baseline is null ? double.NaN : MedianOf(summary, baseline));
                yield return new GateResult(NameOf(benchmark), ratio, gate.MaxRatio, BytesOf(summary, benchmark), gate.MaxBytes, MedianOf(summary, benchmark));
            }
        }
    }

    private static IEnumerable<GateResult> Growths(Summary summary)
    {
        foreach (IGrouping<MethodInfo, BenchmarkCase> sizes in summary.BenchmarksCases.GroupBy(benchmark => benchmark.Descriptor.WorkloadMethod))
        {
            if (sizes.Key.GetCustomAttribute<ScaleGateAttribute>() is not { } gate)
            {
                continue;
            }

            (int Size, double Median)[] points = [.. sizes.Select(b => (SizeOf(b), MedianOf(summary, b))).OrderBy(p => p.Item1)];
            for (int i = 1; i < points.Length; i++)
            {
                double tenfold = Math.Pow(points[i].Median / points[i - 1].Median, 1 / Math.Log10((double)points[i].Size / points[i - 1].Size));
                string name = FormattableString.Invariant($"{NameOf(sizes.First())} {points[i - 1].Size:N0} to {points[i].Size:N0}");
                yield return new GateResult(name, tenfold, gate.MaxGrowth, Bytes: null, GateAttribute.AnyBytes, points[i].Median);
            }
        }
    }

    private static double MedianOf(Summary summary, BenchmarkCase benchmark) => summary[benchmark]?.ResultStatistics?.Median ?? double.NaN;

    private static long? BytesOf(Summary summary, BenchmarkCase benchmark) => summary[benchmark]?.GcStats.GetBytesAllocatedPerOperation(benchmark);

    private static int SizeOf(BenchmarkCase benchmark) => (int)benchmark.Parameters.Items.Single((ParameterInstance p) => p.Value is int).Value;

    private static string NameOf(BenchmarkCase benchmark) => $"{benchmark.Descriptor.Type.Name}.{benchmark.Descriptor.WorkloadMethod.Name}";
}
