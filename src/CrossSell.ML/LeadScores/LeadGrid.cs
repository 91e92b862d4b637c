namespace CrossSell.ML;

/// <summary>Two questions of a points card whose answers are worth points together, as a table: the row is the answer to one, the column that to the other.</summary>
/// <remarks>Immutable and thread-safe. The classes of its criteria have no points of their own.</remarks>
/// <param name="Rows">The question of the rows, with its answers in order.</param>
/// <param name="Columns">The question of the columns, with its answers in order.</param>
/// <param name="Cells">For each answer of <paramref name="Rows"/> and each of <paramref name="Columns"/> the points, how many customers of the training, by weight, and the share of buyers among them, NaN without any.</param>
public sealed record LeadGrid(LeadCriterion Rows, LeadCriterion Columns, IReadOnlyList<IReadOnlyList<LeadCell>> Cells)
{
    /// <summary>The most points that it gives.</summary>
    public int MostPoints => Cells.Max(row => row.Max(cell => cell.Points));
}
