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

    /// <summary>So many are found in the first tile by going through it as often.</summary>
    private const int MostWantedOfTile = 16;

    /// <summary>Collects every product that may be among the best.</summary>
    /// <param name="codes">The codes that change something, counted among all codes; <see cref="MostCodes"/> at most.</param>
    /// <param name="barred">The products that may not be chosen, as bits.</param>
    /// <param name="rules">What rules add, where <see cref="ScoreScratch.Said"/> holds which fired; null where none do. It is all zero afterwards.</param>
    /// <param name="wanted">How many are to be chosen, from 1 to <see cref="MostWanted"/>.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="plain">Whether to add one number at a time, as where there are no vectors: for tests.</param>
    /// <returns>The candidates, each once, in no order, in the thread's work space.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<TileCandidate> Collect(ReadOnlySpan<int> codes, ReadOnlySpan<ulong> barred, RuleGains? rules, int wanted, ScoreScratch scratch, bool plain = false)
    {
        int* rows = stackalloc int[MostCodes];
        float* lowers = stackalloc float[MostWanted];
        float* logits = stackalloc float[Width];
        Span<TileCandidate> candidates = scratch.Candidates(_productAt.Length);
        Span<short> most = scratch.TileSums(_tiles);
        bool passesOver = _tiles >= FewestPassedOver;
        if (passesOver)
        {
            AddGreatest(codes, most);
        }

        Close(barred, scratch.Closed);
        int count = 0;
        int kept = 0;
        float bar = float.NegativeInfinity;
        fixed (short* sums = scratch.Sums)
        fixed (byte* said = scratch.Said)
        fixed (float* starts = _starts)
        {
            int dense = AddSparse(codes, sums, rows);
            for (int tile = 0; tile < _tiles; tile++)
            {
                float scale = _scales[tile];
                float step = rules is null ? 0 : rules.Step[tile];
                float off = (codes.Length * scale * 0.501f) + _slacks[tile];
                if (tile > 0 && passesOver && _greatestStarts[tile] + (scale * most[tile]) + (rules is null ? 0 : rules.Most[tile]) + off < bar)
                {
                    continue;
                }

                int first = tile * Width;
                var at = new TileAt(_rows.Pointer + first, rows, scale > 0 ? dense : 0, _stride, sums + first, starts + first, rules is null ? null : said + first, scale, step, off);
                ulong hits = Avx2.IsSupported && !plain ? Add(at, logits, bar) : AddPlain(at, logits, bar);
                hits &= ~scratch.Closed[tile];
                if (tile == 0 && wanted <= MostWantedOfTile)
                {
                    bar = LastWanted(logits, hits, wanted) - (2 * off) - step;
                    hits = AtLeast(logits, hits, bar);
                }

                for (; hits != 0; hits &= hits - 1)
                {
                    int place = BitOperations.TrailingZeroCount(hits);
                    if (logits[place] >= bar)
                    {
                        candidates[count++] = new TileCandidate(logits[place], _productAt[first + place], said[first + place]);
                        if (_tiles > 1 && (_falls is null || !Bitset.Contains(_falls, first + place)))
                        {
                            bar = Math.Max(bar, Keep(lowers, ref kept, wanted, logits[place] - (2 * off) - step));
                        }
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
        return AtLeast(candidates[..count], bar);
    }

    private static Span<TileCandidate> AtLeast(Span<TileCandidate> candidates, float bar)
    {
        int kept = 0;
        foreach (TileCandidate candidate in candidates)
        {
            candidates[kept] = candidate;
            kept += candidate.Upper >= bar ? 1 : 0;
        }

        return candidates[..kept];
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

    // Which places may not be chosen.
    private void Close(ReadOnlySpan<ulong> barred, Span<ulong> closed)
    {
        _never.CopyTo(closed);
        for (int word = 0; word < barred.Length; word++)
        {
            for (ulong bits = barred[word] & Bitset.Used(word, _productAt.Length); bits != 0; bits &= bits - 1)
            {
                Bitset.Set(closed, PlaceOf[(word << 6) + BitOperations.TrailingZeroCount(bits)]);
            }
        }
    }

    // What as many open products of the first tile reach as are wanted, those left out that rules may pull down. Equal ones count once, which only lowers it.
    private float LastWanted(float* logits, ulong open, int wanted)
    {
        float* counted = stackalloc float[Width];
        new ReadOnlySpan<float>(logits, Width).CopyTo(new Span<float>(counted, Width));
        for (ulong left = ~open | (_falls is null ? 0 : _falls[0]); left != 0; left &= left - 1)
        {
            counted[BitOperations.TrailingZeroCount(left)] = float.NegativeInfinity;
        }

        Vector256<float> least = Vector256.Create(float.NegativeInfinity);
        Vector256<float> bound = Vector256.Create(float.PositiveInfinity);
        for (int i = 0; i < wanted; i++)
        {
            Vector256<float> greatest = least;
            for (int place = 0; place < Width; place += Vector256<float>.Count)
            {
                Vector256<float> some = Vector256.Load(counted + place);
                greatest = Vector256.Max(greatest, Vector256.ConditionalSelect(Vector256.LessThan(some, bound), some, least));
            }

            bound = Vector256.Create(GreatestOf(greatest));
        }

        return bound[0];
    }

    private static ulong AtLeast(float* logits, ulong open, float least)
    {
        ulong bits = 0;
        for (int place = 0; place < Width; place += Vector256<float>.Count)
        {
            bits |= (ulong)Vector256.GreaterThanOrEqual(Vector256.Load(logits + place), Vector256.Create(least)).ExtractMostSignificantBits() << place;
        }

        return bits & open;
    }

    private static float GreatestOf(Vector256<float> numbers)
    {
        Vector128<float> four = Vector128.Max(numbers.GetLower(), numbers.GetUpper());
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)))[0];
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
}
