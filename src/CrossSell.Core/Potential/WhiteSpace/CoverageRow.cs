namespace CrossSell;

/// <summary>How far the potential of a group of customers is covered.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Counts">For each <see cref="CategoryState"/>, in its numbers, how many customer-and-category pairs are in it.</param>
/// <param name="Coverage">Owned over relevant pairs, from 0 to 1; NaN when nothing is relevant.</param>
/// <param name="WeightedCoverage">The same with each pair weighted by its potential; NaN when there is none.</param>
/// <param name="Potential">The potential of all relevant pairs; their number when no potential is given.</param>
/// <param name="CustomersAtGoal">How many customers have reached the goal themselves; those for whom nothing is relevant have.</param>
/// <param name="MissingToGoal">How many more categories all customers together would need for each to reach the goal.</param>
public sealed record CoverageRow(
    string Group, int Customers, IReadOnlyList<long> Counts, double Coverage, double WeightedCoverage, double Potential, int CustomersAtGoal, long MissingToGoal)
{
    /// <summary>The number of pairs in a state.</summary>
    /// <param name="state">The state.</param>
    public long Of(CategoryState state) => Counts[(int)state];
}
