using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    private const int Waiting = 64;
    private const int LinesFetched = 6;

    /// <summary>Fires every rule: each product's gain becomes the greatest that a rule has for it.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="gains">What the rules add.</param>
    /// <param name="said">For each place of a product its gain so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fire(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, RuleGains gains, Span<byte> said)
    {
        GainGroup* groups = gains.Groups.Pointer;
        int* starts = _keyStarts.Pointer;
        GainGroup** fired = stackalloc GainGroup*[Waiting];
        int waiting = 0;
        fixed (ulong* hasBits = has)
        fixed (byte* best = said)
        {
            // All fetches before all tests, and many tests before the first gains are read: memory answers many at once.
            foreach (int product in evidence)
            {
                CacheHint.Prefetch(groups + starts[product]);
            }

            foreach (int product in evidence)
            {
                GainGroup* end = groups + starts[product + 1];
                for (GainGroup* group = groups + starts[product]; group < end; group++)
                {
                    // Whether a group fires nobody foresees: it is put down before it is known, and stays where it does.
                    fired[waiting] = group;
                    waiting += (int)((hasBits[group->First >> 6] >> group->First) & (hasBits[group->Second >> 6] >> group->Second) & 1);
                    if (waiting > 0 && _more.Length > 0 && fired[waiting - 1] == group && !HasMore((int)(group - groups), hasBits))
                    {
                        waiting--;
                    }

                    if (waiting == Waiting)
                    {
                        Raise(fired, waiting, gains, best);
                        waiting = 0;
                    }
                }
            }

            Raise(fired, waiting, gains, best);
        }

        GC.KeepAlive(gains);
        GC.KeepAlive(this);
    }

    // Lines before what stands alone: a vector that is read right behind a byte written into it waits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Raise(GainGroup** groups, int count, RuleGains gains, byte* best)
    {
        byte* lines = gains.Lines.Pointer;
        int* tiles = gains.TileOfLine.Pointer;
        uint* singles = gains.Singles.Pointer;
        for (int g = 0; g < count; g++)
        {
            CacheHint.Prefetch(tiles + groups[g]->Line);
            CacheHint.Prefetch(singles + groups[g]->Single);
            int end = Math.Min(groups[g][1].Line, groups[g]->Line + LinesFetched);
            for (int line = groups[g]->Line; line < end; line++)
            {
                CacheHint.Prefetch(lines + ((long)line * PropensityTiles.Width));
            }
        }

        for (int g = 0; g < count; g++)
        {
            int end = groups[g][1].Line;
            for (int line = groups[g]->Line; line < end; line++)
            {
                byte* from = lines + ((long)line * PropensityTiles.Width);
                byte* to = best + ((long)tiles[line] * PropensityTiles.Width);
                CacheHint.Prefetch(from + (LinesFetched * PropensityTiles.Width));
                Vector256.Max(Vector256.Load(to), Vector256.Load(from)).Store(to);
                Vector256.Max(Vector256.Load(to + 32), Vector256.Load(from + 32)).Store(to + 32);
            }
        }

        for (int g = 0; g < count; g++)
        {
            int end = groups[g][1].Single;
            for (int at = groups[g]->Single; at < end; at++)
            {
                byte* place = best + (singles[at] >> 8);
                *place = Math.Max(*place, (byte)singles[at]);
            }
        }
    }
}
