using CrossSell.Numerics;

namespace CrossSell.Campaigns;

/// <summary>
/// Makes a plan from prices: first what every customer would choose at them, the candidates that bring most beyond the prices first, as far as rows have room; then
/// whatever else fits and brings something, in the same order.
/// </summary>
internal sealed class GreedyPlan(CampaignProblem problem, CancellationToken cancellation)
{
    private readonly RadixSort _sort = new();
    private readonly int[] _customerOf = CustomersOf(problem.Blocks);

    /// <summary>The customer of each candidate.</summary>
    public int[] CustomerOf => _customerOf;

    /// <summary>A plan from what customers would choose.</summary>
    /// <param name="wished">1 for each candidate that its customer would choose at these prices.</param>
    /// <param name="prices">The prices.</param>
    public PlanState Make(byte[] wished, PriceTable prices)
    {
        var plan = new PlanState(problem);
        Take(plan, [.. Places(j => wished[j] != 0)], prices);
        Fill(plan, prices);
        return plan;
    }

    /// <summary>Adds what fits and brings something.</summary>
    public void Fill(PlanState plan, PriceTable prices) =>
        Take(plan, [.. Places(j => problem.Values[j] > 0 && !plan.Has(j) && plan.FitsCustomer(_customerOf[j], j) && plan.HasRoom(j))], prices);

    private IEnumerable<int> Places(Func<int, bool> wanted) => Enumerable.Range(0, problem.CandidateCount).Where(wanted);

    private void Take(PlanState plan, int[] candidates, PriceTable prices)
    {
        cancellation.ThrowIfCancellationRequested();
        _sort.Reset(candidates.Length, static _ => { });
        Span<ulong> keys = _sort.Keys;
        for (int i = 0; i < candidates.Length; i++)
        {
            keys[i] = FallingKey(prices.Reduce(problem, candidates[i]));
        }

        _sort.Sort();
        foreach (int place in _sort.Values)
        {
            int candidate = candidates[place];
            int customer = _customerOf[candidate];
            if (plan.FitsCustomer(customer, candidate) && plan.HasRoom(candidate))
            {
                plan.Add(customer, candidate);
            }
        }
    }

    // Unsigned numbers in the opposite order of the doubles that they stand for.
    private static ulong FallingKey(double worth)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(worth + 0.0);
        return ~((bits >> 63) != 0 ? ~bits : bits | (1UL << 63));
    }

    private static int[] CustomersOf(BlockTable blocks)
    {
        var customers = new int[blocks.GroupOf.Length];
        for (int c = 0; c < blocks.Customers; c++)
        {
            customers.AsSpan(blocks.CandidateStart[c], blocks.CandidateStart[c + 1] - blocks.CandidateStart[c]).Fill(c);
        }

        return customers;
    }
}
