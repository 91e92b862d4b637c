using System.Runtime.InteropServices;
using CrossSell.Potential;

namespace CrossSell;

/// <content>How far effort goes: for the book, for segments and for one customer.</content>
public sealed partial class WhiteSpace
{
    /// <summary>How far offers can raise the coverage of a group's potential, and where they stop paying. O(gaps) and bounded memory: two to five runs over the gaps, at most a million of which are held.</summary>
    /// <remarks>Exact but for the rounding of sums. Of equal margins the earlier customer, then the earlier category comes first.</remarks>
    /// <param name="costOfOffer">What an offer costs, in the catalogue's currency; finite, 0 or more.</param>
    /// <param name="goal">The coverage wanted; above 0, at most 1. Default: 0.8.</param>
    /// <param name="customers">Whose gaps; null for everybody's.</param>
    /// <param name="potential">The weight of each customer and category; null for 1 each.</param>
    /// <param name="group">The group's name. Default: <c>all</c>.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="WhiteSpaceOptions.Estimate"/>, so nobody knows what an offer may bring, or an estimate is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of range.</exception>
    public EffortCurve Effort(double costOfOffer, double goal = 0.8, Predicate<int>? customers = null, CategoryFigure? potential = null, string group = "all")
    {
        RequireEstimate(costOfOffer, goal);
        int[]? members = customers is null ? null : [.. Enumerable.Range(0, Customers.Count).Where(c => customers(c))];
        return new EffortWalk(EffortGapsOf(members, potential)).ToCurve(group, costOfOffer, goal);
    }

    /// <summary>The same for each group, and for all customers in a last row. O(customers · categories), in bounded memory.</summary>
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
        int[][] members = [.. groups.Names.Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, Customers.Count).GroupBy(c => groups.Codes[c]))
        {
            members[group.Key] = [.. group];
        }

        return [.. members.Select((of, g) => new EffortWalk(EffortGapsOf(of, potential)).ToCurve(groups.Names[g], costOfOffer, goal)), Effort(costOfOffer, goal, customers: null, potential)];
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
        return new EffortWalk(EffortGapsOf([customer], potential)).ToCurve(Customers[customer], costOfOffer, goal);
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

    private EffortGaps EffortGapsOf(int[]? members, CategoryFigure? potential)
    {
        int count = members?.Length ?? Customers.Count;
        (long gaps, double owned, double relevant) = (0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            int customer = members is null ? i : members[i];
            (double has, double could) = Weigh(customer, potential);
            (gaps, owned, relevant) = (gaps + MemoryMarshal.AsBytes(StatesOf(customer)).Count((byte)CategoryState.Gap), owned + has, relevant + could);
        }

        return new EffortGaps(gaps, owned, relevant, visit =>
        {
            for (int i = 0; i < count; i++)
            {
                VisitGaps(members is null ? i : members[i], potential, visit);
            }
        });
    }

    private void VisitGaps(int customer, CategoryFigure? potential, EffortVisit visit)
    {
        ReadOnlySpan<CategoryState> states = StatesOf(customer);
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] == CategoryState.Gap)
            {
                int product = _offers[(customer * Categories.Count) + k];
                GapEstimate estimate = Estimate!(customer, product);
                if (!(estimate.Propensity >= 0 && double.IsFinite(estimate.ExpectedMargin)))
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"The estimate for customer '{Customers[customer]}' and product '{Catalog[product].Id}' is a propensity of {estimate.Propensity} and a margin of {estimate.Margin}; expected are a propensity of 0 or more and a finite margin."));
                }

                visit(estimate.ExpectedMargin, estimate.Propensity * Weight(customer, k, potential));
            }
        }
    }
}
