using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>How fast one core reads memory of some size, so that it is the cache that holds so much which answers: CPU seconds, the best of some runs.</summary>
internal static class MemorySpeed
{
    private const int Line = 64;
    private const int Runs = 5;
    private const long BytesOfRun = 400_000_000;
    private const int ReadsOfRun = 4_000_000;

    private static double s_sum;

    /// <summary>Seconds a byte, one line after the other.</summary>
    public static double SecondsPerByte(long size)
    {
        float[] numbers = new float[Math.Max(Line, size / sizeof(float))];
        int rounds = (int)Math.Max(1, BytesOfRun / (numbers.Length * (long)sizeof(float)));
        return Best(() =>
        {
            for (int round = 0; round < rounds; round++)
            {
                s_sum += Sum(numbers);
            }
        }) / ((double)rounds * numbers.Length * sizeof(float));
    }

    /// <summary>Seconds a line, anywhere, none of which says where the next one is: the core asks for many at once.</summary>
    public static double SecondsPerLine(long size)
    {
        long[] lines = Lines(size, out uint mask);
        return Best(() =>
        {
            uint at = 1;
            long sum = 0;
            for (int i = 0; i < ReadsOfRun; i++)
            {
                at = (at * 1_664_525) + 1_013_904_223;
                sum += lines[((at >> 8) & mask) * (Line / sizeof(long))];
            }

            s_sum += sum;
        }) / ReadsOfRun;
    }

    /// <summary>Seconds a line, each of which says where the next one is.</summary>
    public static double SecondsPerStep(long size)
    {
        long[] lines = Lines(size, out uint mask);
        int[] order = [.. Enumerable.Range(0, (int)mask + 1)];
        var random = new SeededNumbers(5);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        for (int i = 0; i < order.Length; i++)
        {
            lines[order[i] * (Line / sizeof(long))] = order[(i + 1) % order.Length];
        }

        return Best(() =>
        {
            long at = 0;
            for (int i = 0; i < ReadsOfRun; i++)
            {
                at = lines[at * (Line / sizeof(long))];
            }

            s_sum += at;
        }) / ReadsOfRun;
    }

    // As many lines as the power of two that is not above the size.
    private static long[] Lines(long size, out uint mask)
    {
        uint lines = 1u << BitOperations.Log2((ulong)Math.Max(Line, size) / Line);
        mask = lines - 1;
        return [.. Enumerable.Range(0, (int)lines * (Line / sizeof(long))).Select(i => (long)i)];
    }

    private static double Sum(ReadOnlySpan<float> numbers)
    {
        ref float from = ref MemoryMarshal.GetReference(numbers);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a;
        int i = 0;
        for (; i + 32 <= numbers.Length; i += 32)
        {
            a += Vector256.LoadUnsafe(ref from, (nuint)i);
            b += Vector256.LoadUnsafe(ref from, (nuint)i + 8);
            c += Vector256.LoadUnsafe(ref from, (nuint)i + 16);
            d += Vector256.LoadUnsafe(ref from, (nuint)i + 24);
        }

        return Vector256.Sum((a + b) + (c + d));
    }

    private static double Best(Action action)
    {
        action();
        double best = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            best = Math.Min(best, CpuStopwatch.Once(action).Cpu.TotalSeconds);
        }

        return best;
    }
}
