namespace CrossSell.Campaigns;

/// <summary>
/// Looks for the prices at which the Lagrangian dual is lowest. Each price moves by the relative excess of its row, by a step of its own that grows while the sign of the
/// excess stays and shrinks when it turns (resilient steps, Riedmiller and Braun 1993, on a subgradient scaled by the size of each row).
/// </summary>
/// <remarks>
/// The dual is convex and, with many customers, nearly smooth, so this comes close within tens of looks. With few customers it has ridges, along which no single price can
/// go down alone: so where this stops getting better, a second search goes on from the best prices, all of them at once (<see cref="LevelSteps"/>). Every look gives a
/// valid bound; the search only decides how tight it gets.
/// </remarks>
internal sealed class DualSearch
{
    private const double Grow = 1.3;
    private const double Shrink = 0.5;
    private const double ShrinkAtRestart = 0.3;
    private const int Patience = 8;
    private const int MostRestarts = 2;

    // What counts as lower: a share of the bound.
    private const double Noticeable = 1e-8;

    // An excess of a fifth of the row is enough for a full step.
    private const double Urgency = 5;

    private readonly RowTable _rows;
    private readonly PricedPass _pass;
    private readonly double[] _prices;
    private readonly double[] _steps;
    private readonly double[] _signs;
    private int _sinceBetter;
    private int _restarts;
    private LevelSteps? _together;
    private readonly double[] _units;

    /// <param name="rows">The rows.</param>
    /// <param name="pass">Looks at the customers.</param>
    /// <param name="unitOfContact">The size of the first step of the price of a contact.</param>
    /// <param name="unitOfCost">The size of the first step of the price of a millionth of cost.</param>
    /// <param name="start">The first prices; null for none.</param>
    public DualSearch(RowTable rows, PricedPass pass, double unitOfContact, double unitOfCost, ReadOnlySpan<double> start = default)
    {
        _rows = rows;
        _pass = pass;
        _prices = start.IsEmpty ? new double[rows.Count] : start.ToArray();
        _signs = new double[rows.Count];
        _units = [.. rows.IsCost.Select(cost => cost ? unitOfCost : unitOfContact)];
        _steps = [.. _units];
        BestPrices = [.. _prices];
    }

    /// <summary>Rows whose prices stay 0; null for none.</summary>
    public bool[]? Fixed { get; init; }

    /// <summary>The lowest bound so far.</summary>
    public double BestBound { get; private set; } = double.PositiveInfinity;

    /// <summary>The prices of <see cref="BestBound"/>.</summary>
    public double[] BestPrices { get; }

    /// <summary>Whether further looks would bring next to nothing.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Looks once, and moves the prices.</summary>
    public void Step()
    {
        _pass.Run(_prices);
        if (_pass.Bound < BestBound - (Noticeable * Math.Abs(BestBound)) || double.IsPositiveInfinity(BestBound))
        {
            _sinceBetter = 0;
        }
        else
        {
            _sinceBetter++;
        }

        if (_pass.Bound < BestBound)
        {
            BestBound = _pass.Bound;
            _prices.CopyTo(BestPrices, 0);
        }

        if (_together is not null)
        {
            IsDone = !_together.Move(_prices, _pass.Bound, BestBound, BestPrices, Excess, Kept);
        }
        else if (!Move())
        {
            // No row is out of balance: these prices are a minimum.
            IsDone = true;
        }
        else if (_sinceBetter >= Patience)
        {
            Restart();
        }
    }

    private void Restart()
    {
        BestPrices.CopyTo(_prices, 0);
        Array.Clear(_signs);
        for (int row = 0; row < _steps.Length; row++)
        {
            _steps[row] *= ShrinkAtRestart;
        }

        _sinceBetter = 0;
        if (++_restarts > MostRestarts)
        {
            _together = new LevelSteps(_rows, _units, BestBound);
        }
    }

    private bool Move()
    {
        bool moved = false;
        for (int row = 0; row < _prices.Length; row++)
        {
            double excess = Excess(row);
            double sign = Math.Sign(excess);
            _steps[row] *= sign * _signs[row] > 0 ? Grow : sign * _signs[row] < 0 ? Shrink : 1;
            _signs[row] = sign;
            if (sign != 0)
            {
                _prices[row] = Kept(row, _prices[row] + (_steps[row] * Math.Clamp(Urgency * excess, -1, 1)));
                moved = true;
            }
        }

        return moved;
    }

    // How far the row is from the limit that its price speaks for, as a share of the limit; 0 where nothing should change.
    private double Excess(int row)
    {
        double price = _prices[row];
        long usage = _pass.Usage[row];
        if (Fixed is not null && Fixed[row])
        {
            return 0;
        }

        if (price > 0 || (price == 0 && usage > _rows.Maximum[row]))
        {
            return Share(usage, _rows.Maximum[row]);
        }

        return price < 0 || usage < _rows.Minimum[row] ? Share(usage, _rows.Minimum[row]) : 0;
    }

    private static double Share(long usage, long limit) => ((double)usage - limit) / Math.Max(1, limit);

    // On the side of 0 that the row's limits allow; from one side to the other only by way of 0.
    private double Kept(int row, double price)
    {
        double least = _rows.Minimum[row] > 0 && _prices[row] <= 0 ? double.NegativeInfinity : 0;
        double most = _rows.Maximum[row] != RowTable.NoMaximum && _prices[row] >= 0 ? double.PositiveInfinity : 0;
        return Math.Clamp(price, least, most);
    }
}
