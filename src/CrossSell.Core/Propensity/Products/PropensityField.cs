namespace CrossSell;

/// <summary>How one column becomes one of some codes, each of which has an effect on every product.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PropensityField
{
    private const int FewCuts = 16;

    private readonly double[] _cuts;
    private readonly string[] _levels;

    private PropensityField(string name, HistoryFeature? source, CustomerColumnKind kind, double[] cuts, string[] levels, bool isProtected)
    {
        Name = name;
        Source = source;
        Kind = kind;
        IsProtected = isProtected;
        _cuts = cuts;
        _levels = levels;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What is read off the purchases; null for a column of the table of customers.</summary>
    public HistoryFeature? Source { get; }

    /// <summary>The column's kind.</summary>
    public CustomerColumnKind Kind { get; }

    /// <summary>Whether the column is protected: no reason names it.</summary>
    public bool IsProtected { get; }

    /// <summary>Ascending; a number has code k when k cuts are at most as great. Empty for a categorical column.</summary>
    public IReadOnlyList<double> Cuts => _cuts;

    /// <summary>The levels with a code of their own, in ordinal order; all others share the code after the last. Empty unless the column is categorical.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <summary>The number of codes, the one for a gap last.</summary>
    public int Codes => Kind == CustomerColumnKind.Categorical ? _levels.Length + 2 : _cuts.Length + 2;

    /// <summary>The code of a gap.</summary>
    public int MissingCode => Codes - 1;

    /// <summary>A column of numbers, ordered classes, yes and no, or dates (as years from them to the day on which the customer is looked at).</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">Its kind; not categorical.</param>
    /// <param name="cuts">Finite and ascending.</param>
    /// <param name="source">What is read off the purchases, or null.</param>
    /// <param name="isProtected">See <see cref="IsProtected"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, the kind is none of these, or the cuts do not ascend.</exception>
    public static PropensityField OfNumbers(string name, CustomerColumnKind kind, IEnumerable<double> cuts, HistoryFeature? source = null, bool isProtected = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        double[] taken = [.. cuts];
        if (kind == CustomerColumnKind.Categorical || !Enum.IsDefined(kind))
        {
            throw new ArgumentException($"Column '{name}' is {kind}; numbers are cut, levels are not.", nameof(kind));
        }

        for (int k = 0; k < taken.Length; k++)
        {
            if (!double.IsFinite(taken[k]) || (k > 0 && taken[k] <= taken[k - 1]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Cut {k + 1} of column '{name}' is {taken[k]}; cuts are finite, and each is greater than the one before."), nameof(cuts));
            }
        }

        return new PropensityField(name, source, kind, taken, [], isProtected);
    }

    /// <summary>A categorical column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="levels">Each once; they are sorted.</param>
    /// <param name="isProtected">See <see cref="IsProtected"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, or a level stands twice.</exception>
    public static PropensityField OfLevels(string name, IEnumerable<string> levels, bool isProtected = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string[] sorted = [.. levels.Order(StringComparer.Ordinal)];
        return sorted.Distinct(StringComparer.Ordinal).Count() == sorted.Length
            ? new PropensityField(name, source: null, CustomerColumnKind.Categorical, [], sorted, isProtected)
            : throw new ArgumentException($"A level of column '{name}' stands twice.", nameof(levels));
    }

    /// <summary>The code of a number; NaN is a gap.</summary>
    /// <param name="value">The number.</param>
    public int CodeOf(double value)
    {
        if (double.IsNaN(value))
        {
            return MissingCode;
        }

        if (_cuts.Length <= FewCuts)
        {
            // No branch that a processor could guess wrongly.
            int code = 0;
            foreach (double cut in _cuts)
            {
                code += cut <= value ? 1 : 0;
            }

            return code;
        }

        int low = 0;
        int high = _cuts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _cuts[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The code of a level; null is a gap.</summary>
    /// <param name="level">The level.</param>
    public int CodeOf(string? level)
    {
        if (level is null)
        {
            return MissingCode;
        }

        int found = Array.BinarySearch(_levels, level, StringComparer.Ordinal);
        return found >= 0 ? found : _levels.Length;
    }

    /// <summary>A code in words, such as <c>income from 30000 to 45000</c>; null for a gap, for "no", and for the levels that share a code.</summary>
    /// <param name="code">From 0 to <see cref="Codes"/> - 1.</param>
    public string? TextOf(int code)
    {
        if (code == MissingCode)
        {
            return null;
        }

        if (Kind == CustomerColumnKind.Categorical)
        {
            return code < _levels.Length ? $"{Name} = {_levels[code]}" : null;
        }

        if (Kind == CustomerColumnKind.Boolean)
        {
            return code > 0 ? Name : null;
        }

        string? from = code > 0 ? $" from {Text(_cuts[code - 1])}" : "";
        return code < _cuts.Length ? $"{Name}{from} to {Text(_cuts[code])}" : code > 0 ? $"{Name}{from}" : null;
    }

    private static string Text(double cut) => Math.Round(cut, 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
