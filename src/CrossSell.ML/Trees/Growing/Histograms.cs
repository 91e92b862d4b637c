using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Trees;

/// <summary>For each code of each field what its rows sum up to: gradient, hessian, number of rows.</summary>
/// <remarks>A thread takes whole fields, through the rows in their order: the same bytes for any number of threads.</remarks>
internal sealed unsafe class Histograms
{
    /// <summary>Numbers for each code; the last is not used and makes the four one vector.</summary>
    public const int Width = 4;

    /// <summary>Additions from which on a second thread pays.</summary>
    private const long WorthThreads = 200_000;

    private readonly TreeRows _rows;
    private readonly int[] _offsets;
    private readonly int _length;
    private readonly int _threads;
    private readonly Stack<double[]> _spare = new();

    public Histograms(TreeRows rows, int threads)
    {
        _rows = rows;
        _threads = threads;
        _offsets = new int[rows.Fields.Length + 1];
        for (int f = 0; f < rows.Fields.Length; f++)
        {
            _offsets[f + 1] = _offsets[f] + (rows.Fields[f].Codes * Width);
        }

        _length = _offsets[^1];
    }

    public ReadOnlySpan<double> Of(double[] sums, int field) => sums.AsSpan(_offsets[field].._offsets[field + 1]);

    /// <summary>The sums of a node's rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="derivatives">For each of these rows gradient, hessian, 1, 0.</param>
    /// <param name="fields">The fields to sum; what is there for others means nothing.</param>
    public double[] Sum(ReadOnlyMemory<int> rows, double[] derivatives, int[] fields)
    {
        double[] sums = Rent();
        Array.Clear(sums);
        Each(fields, (long)rows.Length * fields.Length, field => Add(_rows.Codes[field], rows.Span, derivatives, sums, _offsets[field]));
        return sums;
    }

    /// <summary>Turns the sums of a parent into those of one child, given the other's.</summary>
    public static void Subtract(double[] parent, double[] child)
    {
        for (int i = 0; i < parent.Length; i++)
        {
            parent[i] -= child[i];
        }
    }

    public void Return(double[] sums) => _spare.Push(sums);

    /// <summary>Runs something for each field, by several threads when it is much work.</summary>
    public void Each(int[] fields, long work, Action<int> action)
    {
        if (_threads == 1 || work < WorthThreads)
        {
            foreach (int field in fields)
            {
                action(field);
            }
        }
        else
        {
            Parallel.For(0, fields.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i => action(fields[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(byte[] codes, ReadOnlySpan<int> rows, double[] derivatives, double[] sums, int offset)
    {
        fixed (byte* code = codes)
        fixed (double* d = derivatives, all = sums)
        {
            double* target = all + offset;
            for (int i = 0; i < rows.Length; i++)
            {
                double* sum = target + (code[rows[i]] * Width);
                (Vector256.Load(sum) + Vector256.Load(d + ((long)i * Width))).Store(sum);
            }
        }
    }

    private double[] Rent() => _spare.TryPop(out double[]? sums) ? sums : new double[_length];
}
