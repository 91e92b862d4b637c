using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    private const int Waiting = 32;
    private const int LinesFetched = 8;
    private const int FiresOfLine = 8;

    /// <summary>The ranks and products of the rules that can win, in the order in which <see cref="Fire"/> takes their gains.</summary>
    public IEnumerable<(int Rank, int Product)> Ranked()
    {
        for (int at = 0; at < _ranks.Length; at++)
        {
            yield return (_ranks[at], (int)(uint)_consequents[at]);
        }
    }

    /// <summary>Fires every rule: each product's key becomes that of the strongest that speaks for it.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="gains">What the rules add.</param>
    /// <param name="said">For each place of a product its key so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fire(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, RuleGains gains, Span<uint> said)
    {
        RuleGroup* groups = _groups.Pointer;
        int* starts = _keyStarts.Pointer;
        RuleGroup** fired = stackalloc RuleGroup*[Waiting];
        int waiting = 0;
        fixed (ulong* hasBits = has, fires = gains.Fires)
        fixed (uint* best = said)
        {
            // All fetches before all tests, and some tests before the first rules are read: memory answers many at once.
            foreach (int product in evidence)
            {
                CacheHint.Prefetch(groups + starts[product]);
            }

            foreach (int product in evidence)
            {
                RuleGroup* end = groups + starts[product + 1];
                for (RuleGroup* group = groups + starts[product]; group < end; group++)
                {
                    if (!HasBoth(hasBits, group) || (_more.Length > 0 && !HasMore((int)(group - groups), hasBits)))
                    {
                        continue;
                    }

                    for (int at = group->Start; at < Math.Min(group[1].Start, group->Start + (LinesFetched * FiresOfLine)); at += FiresOfLine)
                    {
                        CacheHint.Prefetch(fires + at);
                    }

                    fired[waiting++] = group;
                    if (waiting == Waiting)
                    {
                        Raise(fired, waiting, fires, best);
                        waiting = 0;
                    }
                }
            }

            Raise(fired, waiting, fires, best);
        }

        GC.KeepAlive(this);
    }

    private static void Raise(RuleGroup** groups, int count, ulong* fires, uint* best)
    {
        for (int g = 0; g < count; g++)
        {
            Raise(fires + groups[g]->Start, fires + groups[g][1].Start, best);
        }
    }

    // The rules of a group speak for different products, so all loads may come before all stores.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(ulong* fire, ulong* end, uint* best)
    {
        for (; fire + 4 <= end; fire += 4)
        {
            uint* p0 = best + (uint)fire[0];
            uint* p1 = best + (uint)fire[1];
            uint* p2 = best + (uint)fire[2];
            uint* p3 = best + (uint)fire[3];
            uint k0 = Math.Max(*p0, (uint)(fire[0] >> 32));
            uint k1 = Math.Max(*p1, (uint)(fire[1] >> 32));
            uint k2 = Math.Max(*p2, (uint)(fire[2] >> 32));
            uint k3 = Math.Max(*p3, (uint)(fire[3] >> 32));
            *p0 = k0;
            *p1 = k1;
            *p2 = k2;
            *p3 = k3;
        }

        for (; fire < end; fire++)
        {
            uint* place = best + (uint)*fire;
            *place = Math.Max(*place, (uint)(*fire >> 32));
        }
    }
}
