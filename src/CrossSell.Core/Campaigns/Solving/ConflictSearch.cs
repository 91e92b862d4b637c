namespace CrossSell.Campaigns;

/// <summary>
/// Why no plan reaches all minima. With every value 0 the dual of a problem that has a plan is never below 0; prices at which it is below 0 prove that there is none
/// (Farkas), and only rows with a price take part. Rows that can be left out without losing the proof are left out, so what remains is short.
/// </summary>
/// <remarks>A proof is a proof; that none is found proves nothing: then whole contacts, rather than parts of them, may be what is in the way.</remarks>
internal static class ConflictSearch
{
    private const int MostLooks = 100;

    /// <summary>The rows that cannot be kept together; empty when that is not proved.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="mayEnumerate">Whether a small problem is enumerated.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static int[] Find(CampaignProblem problem, int threads, bool mayEnumerate, CancellationToken cancellation)
    {
        bool small = mayEnumerate && BruteForce.Suits(problem);
        var pass = new PricedPass(problem, new double[problem.CandidateCount], threads, cancellation);
        int rows = problem.RowTable.Count;
        bool[] left = new bool[rows];
        double[]? proof = Prove(problem, pass, left, small);
        if (proof is null)
        {
            return [];
        }

        Narrow(left, proof, small);
        for (int row = 0; row < rows; row++)
        {
            if (left[row])
            {
                continue;
            }

            left[row] = true;
            if (Prove(problem, pass, left, small) is { } without)
            {
                Narrow(left, without, small);
            }
            else
            {
                left[row] = false;
            }
        }

        return [.. Enumerable.Range(0, rows).Where(row => !left[row])];
    }

    // A row without a price has no part in a proof by prices.
    private static void Narrow(bool[] left, double[] proof, bool small)
    {
        for (int row = 0; row < left.Length; row++)
        {
            left[row] |= !small && proof[row] == 0;
        }
    }

    // Prices that prove that the rows not left out cannot be kept together; for a small problem the prices say nothing, the enumeration does.
    private static double[]? Prove(CampaignProblem problem, PricedPass pass, bool[] left, bool small)
    {
        if (small)
        {
            return BruteForce.IsFeasible(problem, [.. left.Select(l => !l)]) ? null : new double[left.Length];
        }

        // Prices prove alike at any scale, so that of one minimum can be given; every proof has one.
        for (int row = 0; row < left.Length; row++)
        {
            if (!left[row] && problem.RowTable.Minimum[row] > 0 && ProveWith(problem, pass, left, row) is { } proof)
            {
                return proof;
            }
        }

        return null;
    }

    private static double[]? ProveWith(CampaignProblem problem, PricedPass pass, bool[] left, int given)
    {
        RowTable rows = problem.RowTable;
        double cost = problem.Costs.Length == 0 ? 0 : problem.Costs.Average();
        double unitOfCost = cost > 0 ? 1 / cost : 1;
        var start = new double[rows.Count];
        start[given] = rows.IsCost[given] ? -unitOfCost : -1;
        var isFixed = (bool[])left.Clone();
        isFixed[given] = true;
        var search = new DualSearch(rows, pass, 0.5, 0.5 * unitOfCost, start) { Fixed = isFixed };
        for (int look = 0; look < MostLooks && !search.IsDone; look++)
        {
            search.Step();
            if (search.BestBound < 0)
            {
                return search.BestPrices;
            }
        }

        return null;
    }
}
