using System.Globalization;
using CrossSell.ML.Design;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>Named columns of numbers, ready for a regression.</summary>
/// <remarks>Immutable and thread-safe; 8 bytes a number.</remarks>
public sealed class FeatureMatrix
{
    private readonly string[] _names;

    /// <summary>Takes the numbers row by row.</summary>
    /// <param name="names">The columns' names, each once.</param>
    /// <param name="values">Row after row, one number for each column, all finite.</param>
    /// <exception cref="ArgumentException">A name is empty or stands twice, the numbers fill no whole rows, or one is not finite; the message names row and column.</exception>
    public FeatureMatrix(IReadOnlyList<string> names, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names];
        if (_names.Length == 0 || Array.Exists(_names, string.IsNullOrEmpty))
        {
            throw new ArgumentException($"The names are {string.Join(", ", _names.Select(name => $"'{name}'"))}; at least one is needed, and none may be empty.", nameof(names));
        }

        if (_names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two columns are called '{twice.Key}'; each name may stand once.", nameof(names));
        }

        if (values.Length % _names.Length != 0)
        {
            throw new ArgumentException($"There are {values.Length} numbers for {_names.Length} columns; they must fill whole rows.", nameof(values));
        }

        Rows = values.Length / _names.Length;
        Stride = DenseKernels.Pad(_names.Length);
        Values = DesignMatrix.NewValues(Rows, _names.Length);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < _names.Length; column++)
            {
                double value = values[(row * _names.Length) + column];
                Values[((long)row * Stride) + column] = double.IsFinite(value)
                    ? value
                    : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {row + 1}, column '{_names[column]}' is {value}; every number must be finite."), nameof(values));
            }
        }
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns => _names.Length;

    /// <summary>One number.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> - 1.</param>
    /// <param name="column">From 0 to <see cref="Columns"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside its range.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            return Values[((long)row * Stride) + column];
        }
    }

    /// <summary>The same columns for some of the rows.</summary>
    internal FeatureMatrix Select(int[] rows)
    {
        double[] values = new double[rows.Length * Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            Array.Copy(Values, (long)rows[i] * Stride, values, (long)i * Columns, Columns);
        }

        return new FeatureMatrix(_names, values);
    }

    /// <summary>Row-major, zero-padded.</summary>
    internal double[] Values { get; }

    /// <summary>From row to row of <see cref="Values"/>.</summary>
    internal int Stride { get; }
}
