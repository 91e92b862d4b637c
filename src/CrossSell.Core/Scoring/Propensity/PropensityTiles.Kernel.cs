using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class PropensityTiles
{
    private const int LinesAhead = 6;

    /// <summary>Collects every product that may be among the best.</summary>
    /// <param name="codes">The codes that change something, counted among all codes; <see cref="MostCodes"/> at most.</param>
    /// <param name="barred">The products that may not be chosen, as bits.</param>
    /// <param name="never">As much, and never.</param>
    /// <param name="rules">What rules add, where <see cref="ScoreScratch.Said"/> holds which fired; null where none do. It is all zero afterwards.</param>
    /// <param name="wanted">How many are to be chosen, from 1 to <see cref="MostWanted"/>.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="plain">Whether to add one number at a time, as where there are no vectors: for tests.</param>
    /// <returns>The candidates in the order of products, in the thread's work space.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<TileCandidate> Collect(
        ReadOnlySpan<int> codes, ReadOnlySpan<ulong> barred, ReadOnlySpan<ulong> never, RuleGains? rules, int wanted, ScoreScratch scratch, bool plain = false)
    {
        int* rows = stackalloc int[MostCodes];
        float* lowers = stackalloc float[MostWanted];
        float* logits = stackalloc float[Width];
        Span<TileCandidate> candidates = scratch.Candidates(_productAt.Length);
        Span<short> most = scratch.TileSums(_tiles);
        AddGreatest(codes, most);
        int count = 0;
        int kept = 0;
        float bar = float.NegativeInfinity;
        float step = rules is null ? 0 : rules.Step;
        fixed (short* sums = scratch.Sums)
        fixed (uint* said = scratch.Said)
        fixed (float* starts = _starts, signs = _signs)
        {
            int dense = AddSparse(codes, sums, rows);
            for (int tile = 0; tile < _tiles; tile++)
            {
                float scale = _scales[tile];
                float off = (codes.Length * scale * 0.501f) + _slacks[tile] + step;
                if (_greatestStarts[tile] + (scale * most[tile]) + (rules is null ? 0 : rules.MostOfTile[tile]) + off < bar)
                {
                    continue;
                }

                int first = tile * Width;
                var at = new TileAt(_rows.Pointer + first, rows, scale > 0 ? dense : 0, _stride, sums + first, starts + first, rules is null ? null : said + first, signs is null ? null : signs + first, scale, step, rules is null ? 0 : rules.RankBits);
                ulong hits = (Avx2.IsSupported && !plain ? Add(at, logits, bar - off) : AddPlain(at, logits, bar - off)) & Bitset.Used(tile, _productAt.Length);
                for (; hits != 0; hits &= hits - 1)
                {
                    int place = BitOperations.TrailingZeroCount(hits);
                    int product = _productAt[first + place];
                    if (logits[place] + off >= bar && !Bitset.Contains(barred, product) && !Bitset.Contains(never, product))
                    {
                        candidates[count++] = new TileCandidate(logits[place] + off, product, said[first + place]);
                        bar = Keep(lowers, ref kept, wanted, logits[place] - off);
                    }
                }
            }
        }

        scratch.Sums.AsSpan(0, _starts.Length).Clear();
        if (rules is not null)
        {
            scratch.Said.AsSpan(0, _starts.Length).Clear();
        }

        GC.KeepAlive(this);
        return InOrder(candidates[..count], bar);
    }

    // Those that reach the bar, in the order of products.
    private static Span<TileCandidate> InOrder(Span<TileCandidate> candidates, float bar)
    {
        int kept = 0;
        foreach (TileCandidate candidate in candidates)
        {
            if (candidate.Upper >= bar)
            {
                candidates[kept++] = candidate;
            }
        }

        candidates = candidates[..kept];
        candidates.Sort(static (a, b) => a.Product.CompareTo(b.Product));
        return candidates;
    }

    // For each tile the sum of the greatest weights: no product's own sum is greater. The codes of one field are never there together, so 16 bits hold it.
    private void AddGreatest(ReadOnlySpan<int> codes, Span<short> most)
    {
        most.Clear();
        foreach (int code in codes)
        {
            ReadOnlySpan<sbyte> own = _greatest.AsSpan(code * _tiles, _tiles);
            int tile = 0;
            for (; tile + Vector128<sbyte>.Count <= own.Length; tile += Vector128<sbyte>.Count)
            {
                (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.Create(own[tile..]));
                (Vector128.Create<short>(most[tile..]) + low).CopyTo(most[tile..]);
                (Vector128.Create<short>(most[(tile + Vector128<short>.Count)..]) + high).CopyTo(most[(tile + Vector128<short>.Count)..]);
            }

            for (; tile < own.Length; tile++)
            {
                most[tile] += own[tile];
            }
        }
    }

    // Adds the codes that move few products, and notes where the rows of the others are.
    private int AddSparse(ReadOnlySpan<int> codes, short* sums, int* rows)
    {
        int dense = 0;
        foreach (int code in codes)
        {
            if (_rowOf[code] >= 0)
            {
                rows[dense++] = _rowOf[code];
                continue;
            }

            int from = _sparseStarts[code];
            ReadOnlySpan<int> places = _sparsePlaces.AsSpan(from, _sparseStarts[code + 1] - from);
            ReadOnlySpan<sbyte> amounts = _sparseAmounts.AsSpan(from, places.Length);
            for (int i = 0; i < places.Length; i++)
            {
                sums[places[i]] += amounts[i];
            }
        }

        return dense;
    }

    // The greatest lower bounds, falling; the last one wanted, once there are so many.
    private static float Keep(float* lowers, ref int count, int wanted, float lower)
    {
        int place;
        if (count < wanted)
        {
            place = count++;
        }
        else if (lower > lowers[wanted - 1])
        {
            place = wanted - 1;
        }
        else
        {
            return lowers[wanted - 1];
        }

        for (; place > 0 && lowers[place - 1] < lower; place--)
        {
            lowers[place] = lowers[place - 1];
        }

        lowers[place] = lower;
        return count < wanted ? float.NegativeInfinity : lowers[wanted - 1];
    }

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
        Vector256<float> logit = (Vector256.Create(tile.Scale) * Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(sums))) + Vector256.Load(tile.Starts + place);
        if (tile.Said is not null)
        {
            Vector256<float> gain = Vector256.ConvertToSingle((Vector256.Load(tile.Said + place) >>> tile.RankBits).AsInt32()) * Vector256.Create(tile.Step);
            logit += tile.Signs is null ? gain : gain * Vector256.Load(tile.Signs + place);
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

            float gain = tile.Said is null ? 0 : tile.Step * (int)(tile.Said[place] >>> tile.RankBits);
            logits[place] = (tile.Scale * sum) + tile.Starts[place] + (tile.Signs is null ? gain : gain * tile.Signs[place]);
            hits |= logits[place] >= least ? 1UL << place : 0;
        }

        return hits;
    }

    // Where what belongs to one tile begins.
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct TileAt(sbyte* bytes, int* rows, int count, int stride, short* sums, float* starts, uint* said, float* signs, float scale, float step, int rankBits)
    {
        public readonly sbyte* Bytes = bytes;
        public readonly int* Rows = rows;
        public readonly int Count = count;
        public readonly int Stride = stride;
        public readonly short* Sums = sums;
        public readonly float* Starts = starts;
        public readonly uint* Said = said;
        public readonly float* Signs = signs;
        public readonly float Scale = scale;
        public readonly float Step = step;
        public readonly int RankBits = rankBits;
    }
}
