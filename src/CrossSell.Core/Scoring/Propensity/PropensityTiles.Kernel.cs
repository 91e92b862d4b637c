using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class PropensityTiles
{
    // For each place of a tile no less than its logit; the places where that is not below something.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Add(in TileAt tile, float* logits, float least)
    {
        Vector256<short> a = Vector256.Load(tile.Sums), b = Vector256.Load(tile.Sums + 16), c = Vector256.Load(tile.Sums + 32), d = Vector256.Load(tile.Sums + 48);
        sbyte* bytes = tile.Bytes;
        int* rows = tile.Rows;
        long stride = tile.Stride;
        for (int i = 0; i < tile.Count; i++)
        {
            sbyte* row = bytes + (rows[i] * stride);
            CacheHint.Prefetch(row + (LinesAhead * Width));
            a += Avx2.ConvertToVector256Int16(row);
            b += Avx2.ConvertToVector256Int16(row + 16);
            c += Avx2.ConvertToVector256Int16(row + 32);
            d += Avx2.ConvertToVector256Int16(row + 48);
        }

        ulong hits = Finish(tile, a.GetLower(), 0, logits, least) | (Finish(tile, a.GetUpper(), 8, logits, least) << 8)
            | (Finish(tile, b.GetLower(), 16, logits, least) << 16) | (Finish(tile, b.GetUpper(), 24, logits, least) << 24)
            | (Finish(tile, c.GetLower(), 32, logits, least) << 32) | (Finish(tile, c.GetUpper(), 40, logits, least) << 40)
            | (Finish(tile, d.GetLower(), 48, logits, least) << 48) | (Finish(tile, d.GetUpper(), 56, logits, least) << 56);
        return hits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(in TileAt tile, Vector128<short> sums, int place, float* logits, float least)
    {
        Vector256<float> logit = (Vector256.Create(tile.Scale) * Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(sums))) + (Vector256.Load(tile.Starts + place) + Vector256.Create(tile.Off));
        if (tile.Said is not null)
        {
            logit += Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(tile.Said + place)) * Vector256.Create(tile.Step);
        }

        logit.Store(logits + place);
        return Vector256.GreaterThanOrEqual(logit, Vector256.Create(least)).ExtractMostSignificantBits();
    }

    // The same, one product at a time.
    private static ulong AddPlain(in TileAt tile, float* logits, float least)
    {
        ulong hits = 0;
        for (int place = 0; place < Width; place++)
        {
            int sum = tile.Sums[place];
            for (int i = 0; i < tile.Count; i++)
            {
                sum += tile.Bytes[(tile.Rows[i] * (long)tile.Stride) + place];
            }

            float gain = tile.Said is null ? 0 : tile.Step * tile.Said[place];
            logits[place] = (tile.Scale * sum) + (tile.Starts[place] + tile.Off) + gain;
            hits |= logits[place] >= least ? 1UL << place : 0;
        }

        return hits;
    }

    // Where what belongs to one tile begins.
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct TileAt(sbyte* bytes, int* rows, int count, int stride, short* sums, float* starts, byte* said, float scale, float step, float off)
    {
        public readonly sbyte* Bytes = bytes;
        public readonly int* Rows = rows;
        public readonly int Count = count;
        public readonly int Stride = stride;
        public readonly short* Sums = sums;
        public readonly float* Starts = starts;
        public readonly byte* Said = said;
        public readonly float Scale = scale;
        public readonly float Step = step;
        public readonly float Off = off;
    }
}
