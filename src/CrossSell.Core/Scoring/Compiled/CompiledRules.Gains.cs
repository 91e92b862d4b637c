using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>So many lines, or gains that stand alone, wait until they are compared one behind the other.</summary>
    private const int Waiting = 256;

    /// <summary>A group with more goes by itself.</summary>
    private const int MostOfGroup = RuleGains.Padding;

    private const int LinesAhead = 8;

    /// <summary>Fires every rule: each product's gain becomes the greatest that a rule has for it, in <see cref="ScoreScratch.Said"/>, and the groups that fire are set in <see cref="ScoreScratch.Fired"/>.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="gains">What the rules add.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <returns>The groups that fire, for <see cref="Unfire"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Fire(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, RuleGains gains, ScoreScratch scratch)
    {
        GainGroup* groups = gains.Groups.Pointer;
        int* starts = _keyStarts.Pointer;
        Span<int> firing = scratch.Groups(gains.Groups.Length);
        int count = 0;
        fixed (ulong* hasBits = has, bits = scratch.Fired(gains.Groups.Length))
        fixed (int* fired = firing)
        fixed (byte* said = scratch.Said)
        {
            // All fetches before all tests, and all tests before the first gains are read: memory answers many at once.
            foreach (int product in evidence)
            {
                CacheHint.Prefetch(groups + starts[product]);
            }

            foreach (int product in evidence)
            {
                int end = starts[product + 1];
                for (int group = starts[product]; group < end; group++)
                {
                    // Whether a group fires nobody foresees: it is put down before it is known, and stays where it does.
                    (int first, int second) = (groups[group].First, groups[group].Second);
                    int fires = (int)((hasBits[first >> 6] >> first) & (hasBits[second >> 6] >> second) & 1);
                    fired[count] = group;
                    count += _more.Length > 0 && fires != 0 && !HasMore(group, hasBits) ? 0 : fires;
                }
            }

            Raise(fired, count, gains, said);
            for (int i = 0; i < count; i++)
            {
                bits[fired[i] >> 6] |= 1UL << fired[i];
            }
        }

        GC.KeepAlive(gains);
        GC.KeepAlive(this);
        return firing[..count];
    }

    /// <summary>Clears the groups that <see cref="Fire"/> has set.</summary>
    public static void Unfire(ReadOnlySpan<int> groups, Span<ulong> fired)
    {
        foreach (int group in groups)
        {
            fired[group >> 6] = 0;
        }
    }

    // How many lines a group has nobody foresees either: as many as most have are put down, and those that it has stay.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Raise(int* fired, int count, RuleGains gains, byte* said)
    {
        GainGroup* groups = gains.Groups.Pointer;
        byte* lines = gains.Lines.Pointer;
        int* tiles = gains.TileOfLine.Pointer;
        uint* singles = gains.Singles.Pointer;
        int* waitingLines = stackalloc int[Waiting];
        int* waitingTiles = stackalloc int[Waiting];
        uint* waitingSingles = stackalloc uint[Waiting];
        Vector256<int> indices = Vector256<int>.Indices;
        for (int i = 0; i < count;)
        {
            int lineCount = 0;
            int singleCount = 0;
            for (; i < count && Math.Max(lineCount, singleCount) <= Waiting - MostOfGroup - LinesAhead; i++)
            {
                GainGroup* group = groups + fired[i];
                int ownLines = group[1].Line - group->Line;
                int ownSingles = group[1].Single - group->Single;
                CacheHint.Prefetch(lines + ((long)group->Line * PropensityTiles.Width));
                if (Math.Max(ownLines, ownSingles) > MostOfGroup)
                {
                    RaiseOne(group, lines, tiles, singles, said);
                    continue;
                }

                (Vector256.Create(group->Line) + indices).Store(waitingLines + lineCount);
                Vector256.Load(tiles + group->Line).Store(waitingTiles + lineCount);
                Vector256.Load(singles + group->Single).Store(waitingSingles + singleCount);
                lineCount += ownLines;
                singleCount += ownSingles;
            }

            // What is fetched ahead of the last line is the first one.
            Vector256<int>.Zero.Store(waitingLines + lineCount);
            for (int line = 0; line < lineCount; line++)
            {
                CacheHint.Prefetch(lines + ((long)waitingLines[line + LinesAhead - 1] * PropensityTiles.Width));
                RaiseLine(lines + ((long)waitingLines[line] * PropensityTiles.Width), said + ((long)waitingTiles[line] * PropensityTiles.Width));
            }

            RaiseSingles(waitingSingles, singleCount, said);
        }
    }

    private static void RaiseOne(GainGroup* group, byte* lines, int* tiles, uint* singles, byte* said)
    {
        for (int line = group->Line; line < group[1].Line; line++)
        {
            byte* from = lines + ((long)line * PropensityTiles.Width);
            CacheHint.Prefetch(from + (LinesAhead * PropensityTiles.Width));
            RaiseLine(from, said + ((long)tiles[line] * PropensityTiles.Width));
        }

        RaiseSingles(singles + group->Single, group[1].Single - group->Single, said);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RaiseLine(byte* from, byte* to)
    {
        Vector256.Max(Vector256.Load(to), Vector256.Load(from)).Store(to);
        Vector256.Max(Vector256.Load(to + 32), Vector256.Load(from + 32)).Store(to + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RaiseSingles(uint* singles, int count, byte* said)
    {
        for (int i = 0; i < count; i++)
        {
            byte* place = said + (singles[i] >> 8);
            *place = Math.Max(*place, (byte)singles[i]);
        }
    }
}
