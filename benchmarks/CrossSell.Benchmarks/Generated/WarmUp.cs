namespace CrossSell.Benchmarks.Generated;

/// <summary>Calls both sides until the compiler has made its best of them; before that, ratios are off by any factor.</summary>
internal static class WarmUp
{
    private const long Milliseconds = 1_000;

    public static void Both(Func<int> naive, Func<int> ours)
    {
        Repeat(naive);
        Repeat(ours);
    }

    public static void Repeat(Func<int> benchmark)
    {
        long end = Environment.TickCount64 + Milliseconds;
        while (Environment.TickCount64 < end)
        {
            _ = benchmark();
        }
    }
}
