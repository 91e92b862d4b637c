using CrossSell.ML.Numerics;

namespace CrossSell.ML.Design;

/// <summary>
/// What a linear model is fitted on: dense columns, and groups of which each row has at most one member (the levels of a column, its bins, the cells of
/// a cross). Parameters are numbered dense columns first, then group after group, the intercept last.
/// </summary>
/// <remarks>Groups are kept as one small number a row. So a pass costs one addition a group however many levels there are, and the Hessian of two groups is a table of counts.</remarks>
internal sealed class DesignMatrix
{
    private readonly int[][] _codes;
    private readonly int[] _offsets;

    /// <param name="rows">The number of rows.</param>
    /// <param name="dense">The number of dense columns.</param>
    /// <param name="values">Row-major with rows <see cref="DenseKernels.Pad"/>(dense) apart, and <see cref="DenseKernels.TileColumns"/> more numbers at the end.</param>
    /// <param name="codes">For each group and row the member, -1 for none.</param>
    /// <param name="sizes">For each group how many members it has.</param>
    public DesignMatrix(int rows, int dense, double[] values, int[][] codes, int[] sizes)
    {
        Rows = rows;
        Dense = dense;
        Stride = DenseKernels.Pad(dense);
        Values = values;
        Sizes = sizes;
        _codes = codes;
        _offsets = new int[sizes.Length];
        int next = dense;
        for (int g = 0; g < sizes.Length; g++)
        {
            _offsets[g] = next;
            next += sizes[g];
        }

        Intercept = next;
    }

    public int Rows { get; }

    public int Dense { get; }

    public int Stride { get; }

    public double[] Values { get; }

    public int[] Sizes { get; }

    public int Groups => _codes.Length;

    /// <summary>The place of the intercept: how many other parameters there are.</summary>
    public int Intercept { get; }

    /// <summary>The number of parameters with the intercept.</summary>
    public int Parameters => Intercept + 1;

    public int[] Codes(int group) => _codes[group];

    /// <summary>The parameter of a group's first member.</summary>
    public int Offset(int group) => _offsets[group];

    public static double[] NewValues(int rows, int dense) => new double[((long)rows * DenseKernels.Pad(dense)) + DenseKernels.TileColumns];

    /// <summary>The same columns for some of the rows.</summary>
    public DesignMatrix Select(int[] rows)
    {
        double[] values = NewValues(rows.Length, Dense);
        for (int i = 0; i < rows.Length; i++)
        {
            Array.Copy(Values, (long)rows[i] * Stride, values, (long)i * Stride, Stride);
        }

        int[][] codes = [.. _codes.Select(group => Array.ConvertAll(rows, row => group[row]))];
        return new DesignMatrix(rows.Length, Dense, values, codes, Sizes);
    }

    /// <summary>Writes offset + intercept + sum of the parameters that apply, for every row.</summary>
    public unsafe void Logits(double[] parameters, double[]? offset, double[] logits)
    {
        fixed (double* x = Values, b = parameters)
        {
            for (int i = 0; i < Rows; i++)
            {
                logits[i] = (offset is null ? 0 : offset[i]) + b[Intercept] + DenseKernels.Dot(x + ((long)i * Stride), b, Dense);
            }
        }

        for (int g = 0; g < _codes.Length; g++)
        {
            int[] codes = _codes[g];
            int first = _offsets[g];
            for (int i = 0; i < codes.Length; i++)
            {
                if (codes[i] >= 0)
                {
                    logits[i] += parameters[first + codes[i]];
                }
            }
        }
    }

    /// <summary>Writes X'r, the intercept's sum last.</summary>
    public unsafe void Gradient(double[] residuals, double[] gradient)
    {
        Array.Clear(gradient);
        double total = 0;
        fixed (double* x = Values, g = gradient)
        {
            for (int i = 0; i < Rows; i++)
            {
                DenseKernels.AddScaled(residuals[i], x + ((long)i * Stride), g, Dense);
                total += residuals[i];
            }
        }

        gradient[Intercept] = total;
        for (int k = 0; k < _codes.Length; k++)
        {
            int[] codes = _codes[k];
            int first = _offsets[k];
            for (int i = 0; i < codes.Length; i++)
            {
                if (codes[i] >= 0)
                {
                    gradient[first + codes[i]] += residuals[i];
                }
            }
        }
    }
}
