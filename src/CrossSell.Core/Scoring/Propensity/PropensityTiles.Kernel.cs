using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class PropensityTiles
{
    // For each place of a tile no less than its logit; the places where that is not below something. Bytes are added two at a time, as numbers of 16 bits, and the upper one of each pair
    // by itself: what the lower ones make is what is left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Add(in TileAt tile, float* logits, float least)
    {
        Vector256<ushort> pairs = Vector256<ushort>.Zero, upper = pairs, otherPairs = pairs, otherUpper = pairs;
        byte* bytes = tile.Bytes;
        int* rows = tile.Rows;
        long stride = tile.Stride;
        for (int i = 0; i < tile.Count; i++)
        {
            byte* row = bytes + (rows[i] * stride);
            CacheHint.Prefetch(row + (LinesAhead * Width));
            Vector256<ushort> some = Vector256.Load((ushort*)row);
            Vector256<ushort> others = Vector256.Load((ushort*)(row + 32));
            pairs += some;
            otherPairs += others;
            upper += some >>> 8;
            otherUpper += others >>> 8;
        }

        var zero = Vector256.Create((ushort)(Zero * tile.Count));
        return Finish(tile, pairs - (upper << 8) - zero, upper - zero, 0, logits, least) | (Finish(tile, otherPairs - (otherUpper << 8) - zero, otherUpper - zero, 32, logits, least) << 32);
    }

    // Sums of the even and of the odd places of half a tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(in TileAt tile, Vector256<ushort> even, Vector256<ushort> odd, int place, float* logits, float least)
    {
        Vector256<short> outer = Avx2.UnpackLow(even, odd).AsInt16();
        Vector256<short> inner = Avx2.UnpackHigh(even, odd).AsInt16();
        return Finish(tile, outer.GetLower(), place, logits, least) | (Finish(tile, inner.GetLower(), place + 8, logits, least) << 8)
            | (Finish(tile, outer.GetUpper(), place + 16, logits, least) << 16) | (Finish(tile, inner.GetUpper(), place + 24, logits, least) << 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(in TileAt tile, Vector128<short> sums, int place, float* logits, float least)
    {
        sums += Vector128.Load(tile.Sums + place);
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
                sum += tile.Bytes[(tile.Rows[i] * (long)tile.Stride) + place] - Zero;
            }

            float gain = tile.Said is null ? 0 : tile.Step * tile.Said[place];
            logits[place] = (tile.Scale * sum) + (tile.Starts[place] + tile.Off) + gain;
            hits |= logits[place] >= least ? 1UL << place : 0;
        }

        return hits;
    }

    // Where what belongs to one tile begins.
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct TileAt(byte* bytes, int* rows, int count, int stride, short* sums, float* starts, byte* said, float scale, float step, float off)
    {
        public readonly byte* Bytes = bytes;
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
