using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Calls both sides until the compiler has made its best of them; before that, ratios are off by any factor.</summary>
/// <remarks>A class is set up once for each of its benchmarks, and what a process has compiled stays compiled: from the second time on only what a new instance makes at its first calls is waited for.</remarks>
internal static class WarmUp
{
    private const long Milliseconds = 1_000;
    private const long MillisecondsAgain = 50;

    private static readonly HashSet<MethodInfo> s_warm = [];

    public static void Both(Func<int> naive, Func<int> ours)
    {
        Repeat(naive);
        Repeat(ours);
    }

    public static void Repeat(Func<int> benchmark)
    {
        long end = Environment.TickCount64 + (s_warm.Add(benchmark.Method) || !IsOfOneSize(benchmark.Method.DeclaringType!) ? Milliseconds : MillisecondsAgain);
        do
        {
            _ = benchmark();
        }
        while (Environment.TickCount64 < end);
    }

    // Of other sizes other ways may be gone that are not compiled yet.
    private static bool IsOfOneSize(Type type) =>
        type.GetMethods().Any(method => method.IsDefined(typeof(GlobalSetupAttribute))) && !type.GetProperties().Any(property => property.IsDefined(typeof(ParamsAttribute)));
}
