namespace CrossSell.Campaigns;

/// <summary>Problems so small that every plan can be looked at.</summary>
internal sealed class BruteForce
{
    /// <summary>The most candidates, those that a limit of 0 rules out aside.</summary>
    public const int MostCandidates = 12;

    private readonly CampaignProblem _problem;
    private readonly PlanState _plan;
    private readonly int[] _candidates;
    private readonly int[] _customers;
    private readonly bool[]? _rows;
    private double _value;

    private BruteForce(CampaignProblem problem, bool[]? rows)
    {
        _problem = problem;
        _rows = rows;
        _plan = new PlanState(problem);
        _candidates = [.. Candidates(problem)];
        _customers = [.. _candidates.Select(problem.CustomerOf)];
    }

    private byte[]? Best { get; set; }

    private double BestValue { get; set; } = double.NegativeInfinity;

    /// <summary>Whether a problem is small enough.</summary>
    public static bool Suits(CampaignProblem problem) => Candidates(problem).Take(MostCandidates + 1).Count() <= MostCandidates;

    /// <summary>The best plan: of equal ones the first, where earlier candidates are chosen rather than not; null when none keeps all rows.</summary>
    public static byte[]? Solve(CampaignProblem problem)
    {
        var search = new BruteForce(problem, rows: null);
        search.Choose(0);
        return search.Best;
    }

    /// <summary>Whether any plan keeps the customers' limits and some of the rows.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rows">The rows that must be kept.</param>
    public static bool IsFeasible(CampaignProblem problem, bool[] rows)
    {
        var search = new BruteForce(problem, rows);
        search.Choose(0);
        return search.Best is not null;
    }

    private static IEnumerable<int> Candidates(CampaignProblem problem) =>
        Enumerable.Range(0, problem.CandidateCount).Where(j => problem.Blocks.GroupOf[j] != BlockTable.NoGroup);

    private void Choose(int place)
    {
        if (place == _candidates.Length)
        {
            if (_value > BestValue && KeepsRows())
            {
                BestValue = _value;
                Best = _plan.Chosen.ToArray();
            }

            return;
        }

        int candidate = _candidates[place];
        if (_plan.FitsCustomer(_customers[place], candidate))
        {
            double before = _value;
            _plan.Add(_customers[place], candidate);
            _value += _problem.Values[candidate];
            Choose(place + 1);
            _plan.Remove(_customers[place], candidate);
            _value = before;
        }

        Choose(place + 1);
    }

    private bool KeepsRows()
    {
        RowTable rows = _problem.RowTable;
        for (int row = 0; row < rows.Count; row++)
        {
            if ((_rows?[row] ?? true) && (_plan.Used[row] < rows.Minimum[row] || _plan.Used[row] > rows.Maximum[row]))
            {
                return false;
            }
        }

        return true;
    }
}
