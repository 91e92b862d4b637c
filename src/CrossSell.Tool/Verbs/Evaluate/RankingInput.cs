using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>All that models may learn from and be judged by.</summary>
/// <param name="Split">What is known, and what came later.</param>
/// <param name="Earlier">The same one window earlier, for those who settle on settings by it; null when there is none.</param>
/// <param name="Catalog">The products with their categories; null when no file names them.</param>
/// <param name="Customers">What else is known of the customers; null when no file says it.</param>
/// <param name="Threads">The most threads; null for one a core.</param>
/// <param name="Warn">Tells the user what a model could not do.</param>
internal sealed record RankingInput(RankingSplit Split, RankingSplit? Earlier, ProductCatalog? Catalog, CustomerTable? Customers, int? Threads, Action<string> Warn)
{
    /// <summary>What weighs the parts of the hybrid.</summary>
    public HybridLevelTwo LevelTwo { get; init; }

    /// <summary>Tells the user what a model chose, where he asked for details.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Whether some purchase has a time.</summary>
    public bool HasTimes => Split.Train.HasTimes;

    /// <summary>A third of the time that the purchases span: after so long an owned product counts half, where older ones fade.</summary>
    public double HalfLifeDays
    {
        get
        {
            long first = long.MaxValue;
            for (int customer = 0; HasTimes && customer < Split.Train.Customers.Count; customer++)
            {
                foreach (long time in Split.Train[customer].First)
                {
                    first = time == long.MinValue ? first : Math.Min(first, time);
                }
            }

            return first == long.MaxValue ? double.PositiveInfinity : Math.Max(1, ((Split.Train.AsOf!.Value.Ticks - first) / (double)TimeSpan.TicksPerDay) / 3);
        }
    }

    /// <summary>The worth of each product, its margin; null unless every product has one.</summary>
    public double[]? Margins
    {
        get
        {
            var margins = new double[Split.Train.Products.Count];
            for (int product = 0; product < margins.Length; product++)
            {
                if (Catalog is null || !Catalog.TryGet(new ProductId(Split.Train.Products[product]), out Product? known) || known.Margin is not { } margin)
                {
                    return null;
                }

                margins[product] = Math.Max(0, (double)margin);
            }

            return margins;
        }
    }
}
