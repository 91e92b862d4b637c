using System.Runtime.InteropServices;

namespace CrossSell.ML.Trees;

/// <summary>Exact Shapley values of one tree for one row in O(leaves · depth^2): Lundberg et al. 2020, algorithm 2, with the training customers' own ways through the tree as background.</summary>
/// <remarks>
/// A path holds for each field asked about on the way which share of the customers would go on if the field were not known (zero), whether this row
/// would (one), and the weights of all sizes of subsets. It lies in one array, a level after another, each with a copy of the one above.
/// </remarks>
internal sealed class TreeShap
{
    private readonly RegressionTree _tree;
    private readonly byte[][] _codes;
    private readonly int _row;
    private readonly double[] _contributions;
    private readonly Step[] _steps;

    public TreeShap(RegressionTree tree, byte[][] codes, int row, double[] contributions)
    {
        _tree = tree;
        _codes = codes;
        _row = row;
        _contributions = contributions;
        int depth = Depth(0) + 2;
        _steps = new Step[depth * (depth + 1) / 2];
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Step
    {
        public int Field;
        public double Zero;
        public double One;
        public double Weight;
    }

    /// <summary>Adds what each field contributes.</summary>
    public void Add() => Visit(0, _steps, 0, 1, 1, -1);

    private int Depth(int node) => _tree.Fields[node] < 0 ? 0 : 1 + Math.Max(Depth(_tree.Left[node]), Depth(_tree.Right[node]));

    private void Visit(int node, Span<Step> path, int last, double zero, double one, int field)
    {
        Extend(path, last, zero, one, field);
        if (_tree.Fields[node] < 0)
        {
            for (int i = 1; i <= last; i++)
            {
                _contributions[path[i].Field] += SumWithout(path, last, i) * (path[i].One - path[i].Zero) * _tree.Values[node];
            }

            return;
        }

        int asked = _tree.Fields[node];
        bool left = _tree.Codes[node].Contains(_codes[asked][_row]);
        int hot = left ? _tree.Left[node] : _tree.Right[node];
        int cold = left ? _tree.Right[node] : _tree.Left[node];
        double before = 1;
        double own = 1;
        for (int i = 1; i <= last; i++)
        {
            if (path[i].Field == asked)
            {
                (before, own) = (path[i].Zero, path[i].One);
                Remove(path, last, i);
                last--;
                break;
            }
        }

        double cover = _tree.Covers[node];
        Visit(hot, Copy(path, last + 1), last + 1, before * _tree.Covers[hot] / cover, own, asked);
        Visit(cold, Copy(path, last + 1), last + 1, before * _tree.Covers[cold] / cover, 0, asked);
    }

    private static Span<Step> Copy(Span<Step> path, int count)
    {
        Span<Step> next = path[count..];
        path[..count].CopyTo(next);
        return next;
    }

    private static void Extend(Span<Step> path, int last, double zero, double one, int field)
    {
        path[last] = new Step { Field = field, Zero = zero, One = one, Weight = last == 0 ? 1 : 0 };
        for (int i = last - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (last + 1);
            path[i].Weight = zero * path[i].Weight * (last - i) / (last + 1);
        }
    }

    // Takes a field out again, as if it had never been asked about.
    private static void Remove(Span<Step> path, int last, int place)
    {
        double one = path[place].One;
        double zero = path[place].Zero;
        double next = path[last].Weight;
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double weight = path[i].Weight;
                path[i].Weight = next * (last + 1) / ((i + 1) * one);
                next = weight - (path[i].Weight * zero * (last - i) / (last + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        for (int i = place; i < last; i++)
        {
            (path[i].Field, path[i].Zero, path[i].One) = (path[i + 1].Field, path[i + 1].Zero, path[i + 1].One);
        }
    }

    // The sum of the weights that Remove would leave.
    private static double SumWithout(Span<Step> path, int last, int place)
    {
        double one = path[place].One;
        double zero = path[place].Zero;
        double next = path[last].Weight;
        double sum = 0;
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double weight = next * (last + 1) / ((i + 1) * one);
                sum += weight;
                next = path[i].Weight - (weight * zero * (last - i) / (last + 1));
            }
            else
            {
                sum += path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        return sum;
    }
}
