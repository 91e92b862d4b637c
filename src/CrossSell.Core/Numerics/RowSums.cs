using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Adds some rows of a table to a row, a strip of columns at a time, so that sums stay in registers however many rows there are.</summary>
/// <remarks>Each column sees the same additions in the same order in every strip: the result is that of the plain twin to the last bit.</remarks>
internal static unsafe class RowSums
{
    private const int Vectors = 4;

    /// <summary>sums[i] = start[i] + rows[offsets[0] + i] + rows[offsets[1] + i] and so on, in this order.</summary>
    /// <param name="start">What is added to.</param>
    /// <param name="rows">The table.</param>
    /// <param name="offsets">Where the rows begin.</param>
    /// <param name="sums">As long as <paramref name="start"/>, as each row is.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> start, double[] rows, ReadOnlySpan<int> offsets, Span<double> sums)
    {
        int i = 0;
        fixed (double* from = start, table = rows, to = sums)
        {
            for (; Vector512.IsHardwareAccelerated && i + (Vectors * Vector512<double>.Count) <= start.Length; i += Vectors * Vector512<double>.Count)
            {
                Vector512<double> a = Vector512.Load(from + i), b = Vector512.Load(from + i + 8), c = Vector512.Load(from + i + 16), d = Vector512.Load(from + i + 24);
                foreach (int offset in offsets)
                {
                    double* row = table + offset + i;
                    a += Vector512.Load(row);
                    b += Vector512.Load(row + 8);
                    c += Vector512.Load(row + 16);
                    d += Vector512.Load(row + 24);
                }

                a.Store(to + i);
                b.Store(to + i + 8);
                c.Store(to + i + 16);
                d.Store(to + i + 24);
            }

            for (; i + (Vectors * Vector256<double>.Count) <= start.Length; i += Vectors * Vector256<double>.Count)
            {
                Vector256<double> a = Vector256.Load(from + i), b = Vector256.Load(from + i + 4), c = Vector256.Load(from + i + 8), d = Vector256.Load(from + i + 12);
                foreach (int offset in offsets)
                {
                    double* row = table + offset + i;
                    a += Vector256.Load(row);
                    b += Vector256.Load(row + 4);
                    c += Vector256.Load(row + 8);
                    d += Vector256.Load(row + 12);
                }

                a.Store(to + i);
                b.Store(to + i + 4);
                c.Store(to + i + 8);
                d.Store(to + i + 12);
            }
        }

        AddPlain(start, rows, offsets, sums, i);
    }

    /// <summary>The same, one column at a time: the rest of the strips, and what they are tested against.</summary>
    public static void AddPlain(ReadOnlySpan<double> start, double[] rows, ReadOnlySpan<int> offsets, Span<double> sums, int first = 0)
    {
        for (int i = first; i < start.Length; i++)
        {
            double sum = start[i];
            foreach (int offset in offsets)
            {
                sum += rows[offset + i];
            }

            sums[i] = sum;
        }
    }
}
