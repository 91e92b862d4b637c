namespace CrossSell.ML;

/// <summary>What a segment asks of one column.</summary>
/// <remarks>Immutable and thread-safe. Of numbers it holds those from <paramref name="From"/> on and below <paramref name="Below"/>.</remarks>
/// <param name="Column">The column.</param>
/// <param name="Kind">What its values mean; of a date the years from it to the day of looking count.</param>
/// <param name="From">The least number; null without a lower end, and for names.</param>
/// <param name="Below">The first number above; null without an upper end, and for names.</param>
/// <param name="Levels">The names that belong to the segment, in ordinal order; empty for numbers.</param>
/// <param name="LevelsOutside">The names that do not; empty for numbers.</param>
/// <param name="IncludesOthers">Whether names that were not known, or too rare, belong to it.</param>
/// <param name="IncludesUnknown">Whether customers of whom the value is not known belong to it.</param>
/// <param name="IsWhole">Whether all numbers were whole.</param>
/// <param name="Order">The classes of an ordinal column that has names, lowest first. Else empty.</param>
public sealed record SegmentCondition(
    string Column, CustomerColumnKind Kind, double? From, double? Below, IReadOnlyList<string> Levels, IReadOnlyList<string> LevelsOutside, bool IncludesOthers, bool IncludesUnknown, bool IsWhole, IReadOnlyList<string> Order)
{
    /// <summary>Whether the value was not known of some customers of the training; only then the words say where the unknown belong.</summary>
    public bool HasUnknown { get; init; } = true;
}
