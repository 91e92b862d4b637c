using CrossSell.ML.Design;

namespace CrossSell.ML;

/// <summary>Customers as rows of numbers, sparse: what a linear learner from outside takes in. <see cref="PropensityFeaturizer.Encode"/> makes them.</summary>
/// <remarks>Immutable and thread-safe. 8 bytes a line of a column and 4 bytes a column for each customer, however many levels and bins there are.</remarks>
public sealed class FeatureRows
{
    private readonly DesignMatrix _design;

    internal FeatureRows(DesignMatrix design) => _design = design;

    /// <summary>The number of customers.</summary>
    public int Count => _design.Rows;

    /// <summary>The number of features: the length of a row with its zeros.</summary>
    public int FeatureCount => _design.Intercept;

    /// <summary>The most features of a row that are not 0.</summary>
    public int MostNonZero => _design.Dense + _design.Groups;

    internal DesignMatrix Design => _design;

    /// <summary>Writes the features of a row that are not 0. O(columns); allocates nothing.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="indices">Takes the features' places, ascending; <see cref="MostNonZero"/> fit all rows.</param>
    /// <param name="values">Takes their values, each finite.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is outside its range.</exception>
    /// <exception cref="ArgumentException">A span is shorter than <see cref="MostNonZero"/>.</exception>
    public int Fill(int row, Span<int> indices, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        if (indices.Length < MostNonZero || values.Length < MostNonZero)
        {
            throw new ArgumentException($"There is room for {indices.Length} places and {values.Length} values; a row may have {MostNonZero}.", indices.Length < MostNonZero ? nameof(indices) : nameof(values));
        }

        int count = 0;
        long start = (long)row * _design.Stride;
        for (int line = 0; line < _design.Dense; line++)
        {
            float value = (float)_design.Values[start + line];
            if (value != 0)
            {
                indices[count] = line;
                values[count++] = value;
            }
        }

        for (int group = 0; group < _design.Groups; group++)
        {
            int member = _design.Codes(group)[row];
            if (member >= 0)
            {
                indices[count] = _design.Offset(group) + member;
                values[count++] = 1;
            }
        }

        return count;
    }
}
