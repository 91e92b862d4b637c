using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell;

internal sealed unsafe partial class CompiledRules
{
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
