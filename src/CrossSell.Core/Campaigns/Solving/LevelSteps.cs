namespace CrossSell.Campaigns;

/// <summary>
/// Moves all prices together, along the mean of recent subgradients, by the step that would reach a level a little below the best bound if the dual were flat that way
/// (Polyak 1969; the mean after Camerini, Fratta and Maffioli 1975). The mean of the subgradients of both sides of a ridge points along it.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="units">The size of a price of each row.</param>
/// <param name="bound">The best bound so far.</param>
internal sealed class LevelSteps(RowTable rows, double[] units, double bound)
{
    private const double FirstLevel = 0.02;
    private const double LastLevel = 1e-7;
    private const double Memory = 0.7;
    private const int Patience = 8;

    private readonly double[] _direction = new double[units.Length];
    private double _level = FirstLevel * Math.Max(Math.Abs(bound), 1e-9);
    private double _boundAtLevel = bound;
    private int _looks;

    /// <summary>Moves the prices.</summary>
    /// <param name="prices">The prices of the last look; changed.</param>
    /// <param name="seen">The bound of the last look.</param>
    /// <param name="best">The best bound.</param>
    /// <param name="bestPrices">Its prices.</param>
    /// <param name="excess">The relative excess of a row at the last look.</param>
    /// <param name="kept">A price on the side of 0 that its row allows.</param>
    /// <returns>False when the level is so near that nothing more is to be had.</returns>
    public bool Move(double[] prices, double seen, double best, double[] bestPrices, Func<int, double> excess, Func<int, double, double> kept)
    {
        if (best < _boundAtLevel - (0.5 * _level))
        {
            // It went as hoped: stay at this level.
            (_boundAtLevel, _looks) = (best, 0);
        }
        else if (++_looks > Patience)
        {
            _level *= 0.5;
            (_boundAtLevel, _looks) = (best, 0);
            Array.Clear(_direction);
            bool moves = _level > LastLevel * Math.Abs(best);
            if (seen > best)
            {
                // The next look is at the best prices again, for its subgradient.
                bestPrices.CopyTo(prices, 0);
                return moves;
            }
        }

        double size = 0;
        for (int row = 0; row < prices.Length; row++)
        {
            double share = excess(row);
            _direction[row] = (Memory * _direction[row]) + ((1 - Memory) * share);
            size += units[row] * Weight(row) * _direction[row] * _direction[row];
        }

        if (size <= 0)
        {
            return false;
        }

        double step = (seen - best + _level) / size;
        for (int row = 0; row < prices.Length; row++)
        {
            prices[row] = kept(row, prices[row] + (step * units[row] * _direction[row]));
        }

        return true;
    }

    // What a row weighs: the size of its limit.
    private double Weight(int row) => Math.Max(1, rows.Maximum[row] != RowTable.NoMaximum ? rows.Maximum[row] : rows.Minimum[row]);
}
