using System.Globalization;

namespace CrossSell;

/// <summary>One typed column of a <see cref="CustomerTable"/>: a value or a gap for each customer.</summary>
/// <remarks>Immutable and thread-safe. Numbers take 8 bytes a row, levels of a categorical column 4; each level's text is kept once.</remarks>
public sealed class CustomerColumn
{
    private readonly double[] _numbers;
    private readonly int[] _codes;
    private readonly string[] _levels;

    internal CustomerColumn(string name, CustomerColumnKind kind, double[] numbers, int[] codes, string[] levels, bool isProtected)
    {
        Name = name;
        Kind = kind;
        _numbers = numbers;
        _codes = codes;
        _levels = levels;
        IsProtected = isProtected;
        MissingCount = kind == CustomerColumnKind.Categorical ? codes.AsSpan().Count(-1) : numbers.Count(double.IsNaN);
    }

    /// <summary>The column's name, unique in its table; upper and lower case differ.</summary>
    public string Name { get; }

    /// <summary>What the values mean.</summary>
    public CustomerColumnKind Kind { get; }

    /// <summary>Whether the column holds what a decision should not rest on unasked, such as age or gender: learners leave it out unless they are told otherwise.</summary>
    public bool IsProtected { get; }

    /// <summary>The number of customers.</summary>
    public int Count => Kind == CustomerColumnKind.Categorical ? _codes.Length : _numbers.Length;

    /// <summary>For how many customers the value is not known.</summary>
    public int MissingCount { get; }

    /// <summary>
    /// The values as numbers, one a row, NaN where missing: the number itself, an ordinal's place in its order, 1 for yes and 0 for no, the
    /// <see cref="DateOnly.DayNumber"/> of a date. Empty for a categorical column.
    /// </summary>
    public ReadOnlySpan<double> Numbers => _numbers;

    /// <summary>For each row the place of its level in <see cref="Levels"/>, -1 where missing. Empty unless the column is categorical.</summary>
    public ReadOnlySpan<int> LevelCodes => _codes;

    /// <summary>The levels of a categorical column in ordinal order of their texts, or the classes of an ordinal column that was given as text, lowest first. Else empty.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <summary>Whether the value of a row is not known.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="row"/> is outside that range.</exception>
    public bool IsMissing(int row) => Kind == CustomerColumnKind.Categorical ? _codes[row] < 0 : double.IsNaN(_numbers[row]);

    /// <summary>The value of a row as text in the invariant culture (<c>2.5</c>, <c>true</c>, <c>2024-03-31</c>), or null where missing.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="row"/> is outside that range.</exception>
    public string? Text(int row)
    {
        if (IsMissing(row))
        {
            return null;
        }

        return Kind switch
        {
            CustomerColumnKind.Categorical => _levels[_codes[row]],
            CustomerColumnKind.Ordinal when _levels.Length > 0 => _levels[(int)_numbers[row]],
            CustomerColumnKind.Boolean => _numbers[row] != 0 ? "true" : "false",
            CustomerColumnKind.Date => DateOnly.FromDayNumber((int)_numbers[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => _numbers[row].ToString("R", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A copy that is marked as protected, or no longer; the values are shared.</summary>
    /// <param name="isProtected">See <see cref="IsProtected"/>.</param>
    public CustomerColumn WithProtection(bool isProtected) => new(Name, Kind, _numbers, _codes, _levels, isProtected);

    /// <summary>A column of some of the rows, in the order given.</summary>
    internal CustomerColumn Select(ReadOnlySpan<int> rows)
    {
        if (Kind == CustomerColumnKind.Categorical)
        {
            int[] codes = new int[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                codes[i] = _codes[rows[i]];
            }

            return new CustomerColumn(Name, Kind, [], codes, _levels, IsProtected);
        }

        double[] numbers = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            numbers[i] = _numbers[rows[i]];
        }

        return new CustomerColumn(Name, Kind, numbers, [], _levels, IsProtected);
    }
}
