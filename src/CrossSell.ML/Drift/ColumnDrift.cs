namespace CrossSell.ML;

/// <summary>How far customers have moved in one column, or in their score.</summary>
/// <param name="Name">The column, or <c>score</c>.</param>
/// <param name="Index">The population stability index, 0 or more (<see cref="PopulationStability.Index"/>).</param>
/// <param name="ChanceLimit">What it passes by chance once in a hundred times for so many customers.</param>
/// <param name="Level">What it means.</param>
public sealed record ColumnDrift(string Name, double Index, double ChanceLimit, DriftLevel Level)
{
    private const double NoticeFrom = 0.1;
    private const double WarningFrom = 0.25;

    internal static ColumnDrift Of(string name, double[] expected, double trained, double[] actual, double customers)
    {
        double index = PopulationStability.Index(expected, actual);
        int bins = Enumerable.Range(0, expected.Length).Count(bin => expected[bin] > 0 || actual[bin] > 0);
        double chance = PopulationStability.ChanceLimit(Math.Max(1, bins), trained, customers);
        DriftLevel level = index <= chance ? DriftLevel.None : index > WarningFrom ? DriftLevel.Warning : index > NoticeFrom ? DriftLevel.Notice : DriftLevel.None;
        return new ColumnDrift(name, index, chance, level);
    }
}
