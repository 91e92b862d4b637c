namespace CrossSell.ML.Features;

/// <summary>How a column of customers is taken apart.</summary>
internal enum FieldKind
{
    /// <summary>A number: a straight line, and bins beside it.</summary>
    Number = 0,

    /// <summary>Levels, one effect each.</summary>
    Levels = 1,
}
