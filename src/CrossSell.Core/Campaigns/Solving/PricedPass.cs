namespace CrossSell.Campaigns;

/// <summary>
/// One look at all customers at given prices: what their best choices are worth together, and what those use of every row. With the rows paid for, that is the
/// Lagrangian dual: an upper bound of every plan, at any prices.
/// </summary>
/// <remarks>
/// Customers stand in chunks of fixed size; each chunk adds its worths in order, and the sums of chunks are added in order, so any number of threads makes the same
/// bytes. Usage is counted in whole numbers, where order does not matter.
/// </remarks>
internal sealed class PricedPass
{
    private const int CustomersOfChunk = 512;

    private readonly CampaignProblem _problem;
    private readonly double[] _values;
    private readonly RowTable _rows;
    private readonly ParallelOptions _parallel;
    private readonly double[] _bounds;
    private readonly int _stride;
    private readonly int _looked;
    private readonly Stack<Scratch> _scratch = [];
    private readonly PriceTable _prices;

    /// <param name="problem">The problem.</param>
    /// <param name="values">A value for every candidate: the problem's own, or others.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellation">Ends a look.</param>
    /// <param name="stride">1 for all customers. Above 1 only every so manieth is looked at and stands for the others: then the bound is an estimate.</param>
    public PricedPass(CampaignProblem problem, double[] values, int threads, CancellationToken cancellation, int stride = 1)
    {
        _stride = stride;
        _looked = (problem.Blocks.Customers + stride - 1) / stride;
        _problem = problem;
        _values = values;
        _rows = problem.RowTable;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        int chunks = (_looked + CustomersOfChunk - 1) / CustomersOfChunk;
        _bounds = new double[chunks];
        _prices = new PriceTable(_rows);
        Usage = new long[_rows.Count];
    }

    /// <summary>What the choices use of every row.</summary>
    public long[] Usage { get; }

    /// <summary>The prices of the last look, by kinds.</summary>
    public PriceTable Prices => _prices;

    /// <summary>An upper bound of the objective of every plan, rounding errors of this sum included.</summary>
    public double Bound { get; private set; }

    /// <summary>Looks at every customer.</summary>
    /// <param name="prices">A price for each row: 0 or more where only a maximum binds, 0 or less where only a minimum does.</param>
    /// <param name="chosen">Takes 1 for every chosen candidate and 0 for every other one; null when they do not matter.</param>
    public void Run(ReadOnlySpan<double> prices, byte[]? chosen = null)
    {
        _prices.Set(prices);
        Array.Clear(Usage);
        Parallel.For(0, _bounds.Length, _parallel, Rent, (chunk, _, scratch) =>
        {
            RunChunk(chunk, scratch, chosen);
            return scratch;
        }, Return);

        double share = 1;
        if (_stride > 1)
        {
            share = _problem.Blocks.Customers / (double)_looked;
            for (int row = 0; row < Usage.Length; row++)
            {
                Usage[row] = (long)(Usage[row] * share);
            }
        }

        double paid = 0;
        double size = 0;
        for (int row = 0; row < prices.Length; row++)
        {
            double price = prices[row];
            if (price != 0)
            {
                double worth = price * (price > 0 ? _rows.Maximum[row] : _rows.Minimum[row]);
                paid += worth;
                size += Math.Abs(worth);
            }
        }

        double bound = 0;
        foreach (double sum in _bounds)
        {
            bound += sum;
        }

        bound *= share;

        // Every addition rounds by half a unit in the last place at most; a chunk adds 512 terms, and worths were reduced by a few prices before.
        Bound = bound + paid + ((bound + size) * (CustomersOfChunk + _bounds.Length + 64) * 1.2e-16);
    }

    private void RunChunk(int chunk, Scratch scratch, byte[]? chosen)
    {
        BlockSolver solver = scratch.Solver;
        int end = Math.Min(_looked, (chunk + 1) * CustomersOfChunk);
        double bound = 0;
        for (int place = chunk * CustomersOfChunk; place < end; place++)
        {
            int customer = place * _stride;
            solver.Solve(customer, _values, _prices);
            bound += solver.Bound;
            for (int i = 0; i < solver.Chosen; i++)
            {
                int kind = _problem.Kinds[solver[i]];
                scratch.Contacts[kind]++;
                scratch.Costs[kind] += _problem.Costs[solver[i]];
            }

            if (chosen is not null)
            {
                Mark(customer, solver, chosen);
            }
        }

        _bounds[chunk] = bound;
    }

    private void Mark(int customer, BlockSolver solver, byte[] chosen)
    {
        int start = _problem.Blocks.CandidateStart[customer];
        chosen.AsSpan(start, _problem.Blocks.CandidateStart[customer + 1] - start).Clear();
        for (int i = 0; i < solver.Chosen; i++)
        {
            chosen[solver[i]] = 1;
        }
    }

    private Scratch Rent()
    {
        lock (_scratch)
        {
            return _scratch.Count > 0 ? _scratch.Pop() : new Scratch(_problem);
        }
    }

    private void Return(Scratch scratch)
    {
        lock (_scratch)
        {
            for (int kind = 0; kind < scratch.Contacts.Length; kind++)
            {
                foreach (int row in _rows.RowsOf(kind))
                {
                    Usage[row] += _rows.IsCost[row] ? scratch.Costs[kind] : scratch.Contacts[kind];
                }
            }

            Array.Clear(scratch.Contacts);
            Array.Clear(scratch.Costs);
            _scratch.Push(scratch);
        }
    }

    private sealed class Scratch(CampaignProblem problem)
    {
        public BlockSolver Solver { get; } = new(problem);

        public long[] Contacts { get; } = new long[problem.RowTable.Kinds];

        public long[] Costs { get; } = new long[problem.RowTable.Kinds];
    }
}
