namespace CrossSell.ML;

/// <summary>One question of a points card.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Column">The column that answers it.</param>
/// <param name="Kind">What the column's values mean; of a date the years from it to the day of looking count.</param>
/// <param name="IsWhole">Whether all numbers of the training were whole.</param>
/// <param name="Order">The classes of an ordinal column that has names, lowest first: class k is the number k. Else empty.</param>
/// <param name="Classes">The lines, numbers ascending, names by rising points; one for unknown values alone comes last.</param>
public sealed record LeadCriterion(string Column, CustomerColumnKind Kind, bool IsWhole, IReadOnlyList<string> Order, IReadOnlyList<LeadClass> Classes)
{
    /// <summary>Whether the value was not known of some customers of the training; only then the words of a class say where the unknown belong.</summary>
    public bool HasUnknown { get; init; } = true;

    /// <summary>The most points that it gives.</summary>
    public int MostPoints => Classes.Max(c => c.Points);
}
