using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace CrossSell.Benchmarks.Gates;

/// <summary>Short measurements inside this process: enough for a ratio, not for a figure to quote.</summary>
internal static class GateConfig
{
    /// <param name="logger">Takes BenchmarkDotNet's own words.</param>
    /// <param name="onTheWall">Whether time on the wall counts, not CPU time.</param>
    public static IConfig Create(ILogger logger, bool onTheWall)
    {
        // Calls are long beside the loop around them, so neither unrolling nor the empty loop's time matters.
        Job job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(1)
            .WithIterationCount(5)
            .WithIterationTime(TimeInterval.FromMilliseconds(50))
            .WithMinInvokeCount(1)
            .WithUnrollFactor(1)
            .WithEvaluateOverhead(false);
        job = onTheWall ? job : job.WithClock(new CpuClock());
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(logger)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"))
            .WithOptions(ConfigOptions.DisableLogFile);
    }
}
