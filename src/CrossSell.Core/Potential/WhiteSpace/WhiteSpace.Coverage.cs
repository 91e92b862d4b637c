using CrossSell.Potential;

namespace CrossSell;

/// <content>Coverage of the potential, by group.</content>
public sealed partial class WhiteSpace
{
    private const int States = 6;

    // A goal of 0.8 of 5 categories is 4, whatever the last bit of 0.8 says.
    private const double Slack = 1e-9;

    /// <summary>How many more categories a customer needs to be at the goal: to the next whole number of them.</summary>
    /// <param name="relevant">How many categories are for him; 0 or more.</param>
    /// <param name="owned">How many of them he has; 0 or more.</param>
    /// <param name="goal">The share that he should have; above 0, at most 1. Default: 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The goal is out of range.</exception>
    public static long MissingToGoal(int relevant, int owned, double goal = 0.8)
    {
        PotentialChecks.RequireGoal(goal);
        return Math.Max(0, (long)Math.Ceiling((goal * relevant) - Slack) - owned);
    }

    /// <summary>How many of the relevant categories a customer has with us, from 0 to 1; NaN when none is relevant.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <param name="potential">The weight of each category; null for 1 each.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer, or a potential is not a finite number of 0 or more.</exception>
    public double CoverageOf(int customer, CategoryFigure? potential = null)
    {
        (double owned, double relevant) = Weigh(customer, potential);
        return relevant > 0 ? owned / relevant : double.NaN;
    }

    /// <summary>Coverage of each group, and of all customers in a last row. O(customers · categories).</summary>
    /// <param name="groups">The customers' groups; null for all customers alone.</param>
    /// <param name="potential">The weight of each customer and category; null for 1 each.</param>
    /// <param name="goal">The share of the relevant categories that a customer should have; above 0, at most 1. Default: 0.8.</param>
    /// <exception cref="ArgumentException">There are not as many grouped customers as customers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The goal or a potential is out of range.</exception>
    public IReadOnlyList<CoverageRow> Coverage(CustomerGroups? groups = null, CategoryFigure? potential = null, double goal = 0.8)
    {
        PotentialChecks.RequireGoal(goal);
        if (groups is not null)
        {
            PotentialChecks.RequireCount(groups.Count, Customers.Count, nameof(groups));
        }

        var sums = new CoverageSum[(groups?.Names.Count ?? 0) + 1];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = new CoverageSum(States);
        }

        for (int c = 0; c < Customers.Count; c++)
        {
            (double owned, double relevant) = Weigh(c, potential);
            sums[^1].Add(StatesOf(c), owned, relevant, goal);
            if (groups is not null)
            {
                sums[groups.Codes[c]].Add(StatesOf(c), owned, relevant, goal);
            }
        }

        return [.. sums.Select((sum, i) => sum.ToRow(groups is not null && i < groups.Names.Count ? groups.Names[i] : "all"))];
    }

    /// <summary>For each group and category how many customers are in a state: the matrix of segments. O(customers · categories).</summary>
    /// <param name="groups">The customers' groups.</param>
    /// <param name="state">The state.</param>
    /// <returns>A row for each group, a number for each category.</returns>
    /// <exception cref="ArgumentException">There are not as many grouped customers as customers.</exception>
    public IReadOnlyList<IReadOnlyList<int>> Matrix(CustomerGroups groups, CategoryState state)
    {
        ArgumentNullException.ThrowIfNull(groups);
        PotentialChecks.RequireCount(groups.Count, Customers.Count, nameof(groups));
        int[][] counts = [.. groups.Names.Select(_ => new int[Categories.Count])];
        for (int c = 0; c < Customers.Count; c++)
        {
            ReadOnlySpan<CategoryState> states = StatesOf(c);
            for (int k = 0; k < states.Length; k++)
            {
                counts[groups.Codes[c]][k] += states[k] == state ? 1 : 0;
            }
        }

        return counts;
    }

    private static double Weight(int customer, int category, CategoryFigure? potential) =>
        potential is null ? 1 : PotentialChecks.RequireFigure(potential(customer, category), nameof(potential));

    private (double Owned, double Relevant) Weigh(int customer, CategoryFigure? potential)
    {
        (double owned, double relevant) = (0, 0);
        ReadOnlySpan<CategoryState> states = StatesOf(customer);
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] != CategoryState.NotRelevant)
            {
                double weight = Weight(customer, k, potential);
                relevant += weight;
                owned += states[k] == CategoryState.Owned ? weight : 0;
            }
        }

        return (owned, relevant);
    }
}
