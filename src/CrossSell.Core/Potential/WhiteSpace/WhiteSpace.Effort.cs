using CrossSell.Potential;

namespace CrossSell;

/// <content>How far effort goes: for the book, for segments and for one customer.</content>
public sealed partial class WhiteSpace
{
    /// <summary>How far offers can raise the coverage of a group's potential, and where they stop paying. O(gaps log gaps).</summary>
    /// <param name="costOfOffer">What an offer costs, in the catalogue's currency; finite, 0 or more.</param>
    /// <param name="goal">The coverage wanted; above 0, at most 1. Default: 0.8.</param>
    /// <param name="customers">Whose gaps; null for everybody's.</param>
    /// <param name="potential">The weight of each customer and category; null for 1 each.</param>
    /// <param name="group">The group's name. Default: <c>all</c>.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="WhiteSpaceOptions.Estimate"/>, so nobody knows what an offer may bring.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of range.</exception>
    public EffortCurve Effort(double costOfOffer, double goal = 0.8, Predicate<int>? customers = null, CategoryFigure? potential = null, string group = "all")
    {
        RequireEstimate(costOfOffer, goal);
        var sum = new EffortSum();
        for (int c = 0; c < Customers.Count; c++)
        {
            if (customers is null || customers(c))
            {
                AddTo(sum, c, potential);
            }
        }

        return sum.ToCurve(group, costOfOffer, goal);
    }

    /// <summary>The same for each group, and for all customers in a last row. O(customers · categories + gaps log gaps).</summary>
    /// <param name="groups">The customers' groups.</param>
    /// <param name="costOfOffer">What an offer costs, in the catalogue's currency; finite, 0 or more.</param>
    /// <param name="goal">The coverage wanted; above 0, at most 1. Default: 0.8.</param>
    /// <param name="potential">The weight of each customer and category; null for 1 each.</param>
    /// <exception cref="ArgumentException">There are not as many grouped customers as customers.</exception>
    /// <exception cref="InvalidOperationException">There is no <see cref="WhiteSpaceOptions.Estimate"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of range.</exception>
    public IReadOnlyList<EffortCurve> Effort(CustomerGroups groups, double costOfOffer, double goal = 0.8, CategoryFigure? potential = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        PotentialChecks.RequireCount(groups.Count, Customers.Count, nameof(groups));
        RequireEstimate(costOfOffer, goal);
        EffortSum[] sums = [.. groups.Names.Select(_ => new EffortSum())];
        for (int c = 0; c < Customers.Count; c++)
        {
            AddTo(sums[groups.Codes[c]], c, potential);
        }

        return [.. sums.Select((sum, g) => sum.ToCurve(groups.Names[g], costOfOffer, goal)), Effort(costOfOffer, goal, customers: null, potential)];
    }

    /// <summary>The same for one customer: how many offers he needs to the goal, and how many of them pay. O(categories).</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>; his id is the curve's group.</param>
    /// <param name="costOfOffer">What an offer costs, in the catalogue's currency; finite, 0 or more.</param>
    /// <param name="goal">The coverage wanted; above 0, at most 1. Default: 0.8.</param>
    /// <param name="potential">The weight of each category; null for 1 each.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="WhiteSpaceOptions.Estimate"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer, or a figure is out of range.</exception>
    public EffortCurve EffortOf(int customer, double costOfOffer, double goal = 0.8, CategoryFigure? potential = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)Customers.Count, nameof(customer));
        RequireEstimate(costOfOffer, goal);
        var sum = new EffortSum();
        AddTo(sum, customer, potential);
        return sum.ToCurve(Customers[customer], costOfOffer, goal);
    }

    private void RequireEstimate(double costOfOffer, double goal)
    {
        PotentialChecks.RequireGoal(goal);
        PotentialChecks.RequireFigure(costOfOffer, nameof(costOfOffer));
        if (Estimate is null)
        {
            throw new InvalidOperationException($"What an offer may bring is not known: give {nameof(WhiteSpaceOptions)}.{nameof(WhiteSpaceOptions.Estimate)}.");
        }
    }

    private void AddTo(EffortSum sum, int customer, CategoryFigure? potential)
    {
        (double owned, double relevant) = Weigh(customer, potential);
        sum.Add(owned, relevant);
        ReadOnlySpan<CategoryState> states = StatesOf(customer);
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] == CategoryState.Gap)
            {
                GapEstimate estimate = GapAt(customer, k).Estimate;
                sum.AddGap(estimate.ExpectedMargin, estimate.Propensity * Weight(customer, k, potential));
            }
        }
    }
}
