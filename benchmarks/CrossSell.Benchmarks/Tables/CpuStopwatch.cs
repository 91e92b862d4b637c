namespace CrossSell.Benchmarks.Tables;

/// <summary>CPU time of this process, all its threads, beside time on the wall.</summary>
internal static class CpuStopwatch
{
    /// <summary>Runs something twice unmeasured, for the compiler, then several times; the medians of both times.</summary>
    public static (TimeSpan Cpu, TimeSpan Wall) Median(int runs, Action action)
    {
        action();
        action();
        (TimeSpan Cpu, TimeSpan Wall)[] times = new (TimeSpan, TimeSpan)[runs];
        for (int i = 0; i < runs; i++)
        {
            GC.Collect();
            times[i] = Once(action);
        }

        return (times.Select(t => t.Cpu).Order().ElementAt(runs / 2), times.Select(t => t.Wall).Order().ElementAt(runs / 2));
    }

    public static (TimeSpan Cpu, TimeSpan Wall) Once(Action action)
    {
        TimeSpan before = Cpu();
        long start = TimeProvider.System.GetTimestamp();
        action();
        return (Cpu() - before, TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>CPU seconds of one call of something short: repeated for about a second after about a second of warm-up.</summary>
    public static double SecondsPerCall(Action action)
    {
        int calls = Repeat(action, TimeSpan.FromSeconds(1));
        TimeSpan used = Once(() => Repeat(action, calls)).Cpu;
        return used.TotalSeconds / calls;
    }

    private static int Repeat(Action action, TimeSpan atLeast)
    {
        TimeSpan end = Cpu() + atLeast;
        int calls = 0;
        for (int step = 1; Cpu() < end; step *= 2)
        {
            Repeat(action, step);
            calls += step;
        }

        return calls;
    }

    private static void Repeat(Action action, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            action();
        }
    }

#pragma warning disable CA1416 // Tables are made on Linux.
    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;
#pragma warning restore CA1416
}
