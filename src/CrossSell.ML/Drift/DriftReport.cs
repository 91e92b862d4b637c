namespace CrossSell.ML;

/// <summary>How far customers to be scored have moved away from those that a model was trained with.</summary>
/// <param name="Columns">The model's columns, in the order of <see cref="IPropensityModel.Columns"/>.</param>
/// <param name="Score">The calibrated score over the deciles of the training.</param>
public sealed record DriftReport(IReadOnlyList<ColumnDrift> Columns, ColumnDrift Score)
{
    /// <summary>The score and the columns that have moved, the worst first; ties by name.</summary>
    public IEnumerable<ColumnDrift> Moved =>
        Columns.Append(Score).Where(drift => drift.Level != DriftLevel.None).OrderByDescending(drift => drift.Index).ThenBy(drift => drift.Name, StringComparer.Ordinal);
}
