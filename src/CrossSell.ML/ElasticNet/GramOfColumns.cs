using CrossSell.ML.Design;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>X'WX / total of some columns and the intercept, which stands last, as a full square.</summary>
internal sealed class GramOfColumns
{
    private readonly double[] _values;
    private readonly int _rows;
    private readonly int _stride;
    private readonly int _side;
    private readonly int _threads;
    private readonly double[] _gram;

    public GramOfColumns(DesignMatrix design, int[] columns, int threads)
    {
        Columns = columns;
        _threads = threads;
        _rows = design.Rows;
        int count = columns.Length + 1;
        _stride = DenseKernels.Pad(count);
        _side = WeightedGram.Side(count);
        _gram = new double[(long)_side * (count + DenseKernels.TileRows)];
        _values = DesignMatrix.NewValues(_rows, count);
        for (int row = 0; row < _rows; row++)
        {
            long from = (long)row * design.Stride;
            long to = (long)row * _stride;
            for (int k = 0; k < columns.Length; k++)
            {
                _values[to + k] = design.Values[from + columns[k]];
            }

            _values[to + columns.Length] = 1;
        }
    }

    /// <summary>The columns at work, ascending.</summary>
    public int[] Columns { get; }

    public double this[int row, int column] => _gram[(row * _side) + column];

    public void Compute(double[] weights, double total)
    {
        int count = Columns.Length + 1;
        WeightedGram.Compute(_values, _rows, count, _stride, weights, _gram, _side, _threads);
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double value = _gram[(row * _side) + column] / total;
                _gram[(row * _side) + column] = value;
                _gram[(column * _side) + row] = value;
            }
        }
    }

    /// <summary>slope += move · row.</summary>
    public unsafe void AddRow(int row, double move, double[] slope)
    {
        fixed (double* g = _gram, s = slope)
        {
            DenseKernels.AddScaled(move, g + ((long)row * _side), s, slope.Length);
        }
    }
}
