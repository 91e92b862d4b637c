using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
    /// <summary>The groups as rows. O(rules log rules + groups · products).</summary>
    /// <param name="rankOfPopularity">For each product the rank of its popularity.</param>
    /// <param name="term">What the thing of a rank adds to a product's logit.</param>
    /// <returns>Null where groups speak for so few products that rows would cost more than their rules one by one, or a product has more than 65,535 rules.</returns>
    public RuleRows? Rows(ReadOnlySpan<int> rankOfPopularity, Func<int, int, double> term)
    {
        int products = rankOfPopularity.Length;
        int width = RuleRows.WidthOf(products);
        int groups = _groups.Length - 1;
        if (groups * (long)(width / RuleRows.Multiple) > Count)
        {
            return null;
        }

        int[] starts = new int[products + 1];
        int[] ranks = RanksOf(rankOfPopularity, starts);
        ushort[] rows = new ushort[groups * width];
        for (int group = 0; group < groups; group++)
        {
            for (int at = _groups[group].Start; at < _groups[group + 1].Start; at++)
            {
                int product = (int)(uint)_consequents[at];
                if (_ranks[at] < rankOfPopularity[product])
                {
                    int stronger = ranks.AsSpan(starts[product]..starts[product + 1]).BinarySearch(_ranks[at]);
                    int place = starts[product + 1] - starts[product] - 1 - stronger;
                    if (place > ushort.MaxValue)
                    {
                        return null;
                    }

                    ref ushort highest = ref rows[(group * width) + product];
                    highest = Math.Max(highest, (ushort)place);
                }
            }
        }

        double[] terms = new double[ranks.Length];
        for (int product = 0; product < products; product++)
        {
            for (int at = starts[product]; at < starts[product + 1]; at++)
            {
                terms[at] = term(ranks[at], product);
            }
        }

        return new RuleRows(rows, width, [.. starts.Skip(1).Select(end => end - 1)], ranks, terms);
    }

    // For each product the ranks of its rules that can win, the strongest first, and that of its popularity behind them.
    private int[] RanksOf(ReadOnlySpan<int> rankOfPopularity, int[] starts)
    {
        for (int at = 0; at < _ranks.Length; at++)
        {
            int product = (int)(uint)_consequents[at];
            starts[product + 1] += _ranks[at] < rankOfPopularity[product] ? 1 : 0;
        }

        for (int product = 0; product < rankOfPopularity.Length; product++)
        {
            starts[product + 1] += starts[product] + 1;
        }

        int[] ranks = new int[starts[^1]];
        int[] next = starts.AsSpan(0, rankOfPopularity.Length).ToArray();
        for (int at = 0; at < _ranks.Length; at++)
        {
            int product = (int)(uint)_consequents[at];
            if (_ranks[at] < rankOfPopularity[product])
            {
                ranks[next[product]++] = _ranks[at];
            }
        }

        for (int product = 0; product < rankOfPopularity.Length; product++)
        {
            ranks[next[product]] = rankOfPopularity[product];
            ranks.AsSpan(starts[product]..starts[product + 1]).Sort();
        }

        return ranks;
    }

    /// <summary>Fires every rule: each product's place becomes the highest that a row has for it.</summary>
    /// <param name="evidence">The products that count, each once.</param>
    /// <param name="has">The same as bits, with that of the product that everybody has, the one behind the last.</param>
    /// <param name="rows">The groups as rows.</param>
    /// <param name="said">Takes a place for each product: as long as a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FireRows(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> has, RuleRows rows, Span<ushort> said)
    {
        said = said[..rows.Width];
        said.Clear();
        RuleGroup* groups = _groups.Pointer;
        int* starts = _keyStarts.Pointer;
        ushort** fired = stackalloc ushort*[Waiting];
        int waiting = 0;
        fixed (ulong* hasBits = has)
        fixed (ushort* highest = said)
        {
            foreach (int product in evidence)
            {
                RuleGroup* end = groups + starts[product + 1];
                ushort* row = rows.Rows.Pointer + ((long)starts[product] * rows.Width);
                for (RuleGroup* group = groups + starts[product]; group < end; group++, row += rows.Width)
                {
                    // Whether a group fires nobody foresees: it is put down before it is known, and stays where it does.
                    fired[waiting] = row;
                    int fires = (int)((hasBits[group->First >> 6] >> group->First) & (hasBits[group->Second >> 6] >> group->Second) & 1);
                    if (_more.Length > 0 && fires != 0 && !HasMore((int)(group - groups), hasBits))
                    {
                        fires = 0;
                    }

                    waiting += fires;
                    if (waiting == Waiting)
                    {
                        Raise(fired, waiting, rows.Width, highest);
                        waiting = 0;
                    }
                }
            }

            Raise(fired, waiting, rows.Width, highest);
        }

        GC.KeepAlive(rows);
        GC.KeepAlive(this);
    }

    // Four vectors of each row at a time: they stay in registers however many rows there are.
    private static void Raise(ushort** rows, int count, int width, ushort* highest)
    {
        int at = 0;
        for (; at + (4 * RuleRows.Multiple) <= width; at += 4 * RuleRows.Multiple)
        {
            Vector256<ushort> a = Vector256.Load(highest + at), b = Vector256.Load(highest + at + 16), c = Vector256.Load(highest + at + 32), d = Vector256.Load(highest + at + 48);
            for (int i = 0; i < count; i++)
            {
                ushort* row = rows[i] + at;
                a = Vector256.Max(a, Vector256.Load(row));
                b = Vector256.Max(b, Vector256.Load(row + 16));
                c = Vector256.Max(c, Vector256.Load(row + 32));
                d = Vector256.Max(d, Vector256.Load(row + 48));
            }

            a.Store(highest + at);
            b.Store(highest + at + 16);
            c.Store(highest + at + 32);
            d.Store(highest + at + 48);
        }

        for (; at < width; at += RuleRows.Multiple)
        {
            Vector256<ushort> a = Vector256.Load(highest + at);
            for (int i = 0; i < count; i++)
            {
                a = Vector256.Max(a, Vector256.Load(rows[i] + at));
            }

            a.Store(highest + at);
        }
    }
}
