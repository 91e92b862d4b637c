namespace CrossSell;

/// <summary>One attribute of customers, as a ranking learned it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What its values mean.</param>
/// <param name="Levels">Of a categorical column the levels, whose places are the numbers; else empty.</param>
/// <param name="IsProtected">Whether the column is protected: no reason names it.</param>
public sealed record CustomerFactColumn(string Name, CustomerColumnKind Kind, IReadOnlyList<string> Levels, bool IsProtected);
