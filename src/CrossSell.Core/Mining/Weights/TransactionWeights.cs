using System.Globalization;

namespace CrossSell.Mining;

/// <summary>What transactions weigh, in whole units of a stated size, so that sums are exact and the same for any number of threads.</summary>
/// <remarks>
/// <para>
/// <see cref="Transactions.WithWeights(TransactionWeights)"/> makes a miner count them. Support, confidence, lift and every other measure made of shares are then weighted
/// ones (weighted Eclat of arules; RePlay's session weights). Tests of significance are not valid on weighted counts: a unit of weight is no customer. Ask them about
/// <see cref="ToEffective"/> counts, or about the unweighted rules.
/// </para>
/// <para>Immutable, therefore safe for any number of threads.</para>
/// </remarks>
public sealed class TransactionWeights
{
    // Fine enough that the usual weight is off by less than a thousandth, coarse enough that sums stay far below 2^31.
    private const double UsualUnits = 1024;

    private readonly int[] _units;

    private TransactionWeights(int[] units, double resolution, long total)
    {
        _units = units;
        Resolution = resolution;
        Total = (int)total;
        double squares = 0;
        foreach (int weight in units)
        {
            squares += (double)weight * weight;
        }

        EffectiveSampleSize = squares == 0 ? 0 : (double)total * total / squares;
    }

    /// <summary>The number of transactions.</summary>
    public int Count => _units.Length;

    /// <summary>The weight of each transaction in units, 0 or more.</summary>
    public ReadOnlySpan<int> Units => _units;

    /// <summary>The value of one unit, above 0.</summary>
    public double Resolution { get; }

    /// <summary>The sum of all units, at most 2^31 - 1.</summary>
    public int Total { get; }

    /// <summary>How many equally weighted transactions would know as much: (sum of w)^2 / sum of w^2, from 0 to <see cref="Count"/>.</summary>
    /// <remarks>Kish 1965, "Survey Sampling", section 11.7. It is what is left of the data when a few transactions weigh more than all others.</remarks>
    public double EffectiveSampleSize { get; }

    /// <summary>Takes given weights.</summary>
    /// <param name="values">A weight for each transaction, finite, 0 or more.</param>
    /// <param name="resolution">
    /// The value of one unit. Null chooses it: 1 when all weights are whole and their sum fits, otherwise the power of two at which the mean of the weights above 0 is
    /// more than 512 and at most 1,024 units, or the smallest above that at which the sum fits.
    /// </param>
    /// <remarks>Each weight is rounded to the nearest unit, halves to the even one; less than half a unit is nothing.</remarks>
    /// <exception cref="ArgumentException">A weight or the resolution is negative or not finite, the resolution is 0, or the sum exceeds 2^31 - 1 units.</exception>
    public static TransactionWeights FromValues(ReadOnlySpan<double> values, double? resolution = null)
    {
        if (resolution is { } given && !(given > 0 && double.IsFinite(given)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The resolution is {given}; it must be a finite number above 0."), nameof(resolution));
        }

        for (int transaction = 0; transaction < values.Length; transaction++)
        {
            if (!double.IsFinite(values[transaction]) || values[transaction] < 0)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Transaction {transaction} weighs {values[transaction]}; a weight must be a finite number, 0 or more."), nameof(values));
            }
        }

        double unit = resolution ?? ChooseUnit(values);
        int[] units = new int[values.Length];
        long total;
        while (!TryScale(values, unit, units, out total))
        {
            if (resolution is not null)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"In units of {unit} the weights add up to more than {int.MaxValue}; a larger resolution is needed."), nameof(resolution));
            }

            unit *= 2;
        }

        return new TransactionWeights(units, unit, total);
    }

    /// <summary>Recent transactions weigh more: 2^(-age / half-life), so 1 at the point of view and 1/2 one half-life before it.</summary>
    /// <param name="history">The history that the transactions are made of.</param>
    /// <param name="unit">What one transaction is. A customer is as old as his latest purchase.</param>
    /// <param name="halfLife">The age at which a transaction weighs half. More than zero.</param>
    /// <param name="asOf">The point of view; null for the latest time of the history. Later rows are not looked at.</param>
    /// <param name="resolution">The value of one unit; null chooses it.</param>
    /// <remarks>Transactions without a time up to then weigh nothing.</remarks>
    /// <exception cref="ArgumentException">The half-life is not above zero, or the sum exceeds 2^31 - 1 units.</exception>
    public static TransactionWeights FromRecency(
        PurchaseHistory history, TransactionUnit unit, TimeSpan halfLife, DateTime? asOf = null, double? resolution = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (halfLife <= TimeSpan.Zero)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The half-life is {halfLife}; it must be more than zero."), nameof(halfLife));
        }

        long now = (asOf ?? history.LastTime ?? DateTime.MinValue).Ticks;
        long[] latest = new RowsByTransaction(history, unit).Latest(now);
        return FromValues([.. latest.Select(time => time == RawRows.NoTime ? 0 : Math.Pow(2, -((double)(now - time) / halfLife.Ticks)))], resolution);
    }

    /// <summary>A transaction weighs as many pieces as were bought.</summary>
    /// <param name="history">The history that the transactions are made of.</param>
    /// <param name="unit">What one transaction is.</param>
    /// <param name="resolution">The value of one unit; null chooses it.</param>
    public static TransactionWeights FromQuantity(PurchaseHistory history, TransactionUnit unit, double? resolution = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return FromValues(new RowsByTransaction(history, unit).Sum(history.QuantityOf), resolution);
    }

    /// <summary>A transaction weighs what it brought in. Rows without a revenue add nothing; a transaction that lost money weighs nothing.</summary>
    /// <param name="history">The history that the transactions are made of.</param>
    /// <param name="unit">What one transaction is.</param>
    /// <param name="resolution">The value of one unit; null chooses it.</param>
    public static TransactionWeights FromRevenue(PurchaseHistory history, TransactionUnit unit, double? resolution = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return FromValues(new RowsByTransaction(history, unit).Sum(row => history.RevenueOf(row) ?? 0), resolution);
    }

    /// <summary>A transaction weighs what it earned: the catalogue's margin times the quantity. Products without a margin add nothing; a loss weighs nothing.</summary>
    /// <param name="history">The history that the transactions are made of.</param>
    /// <param name="unit">What one transaction is.</param>
    /// <param name="catalog">Where the margins stand.</param>
    /// <param name="resolution">The value of one unit; null chooses it.</param>
    public static TransactionWeights FromMargin(PurchaseHistory history, TransactionUnit unit, ProductCatalog catalog, double? resolution = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        double?[] margins = RowsByTransaction.Margins(history, catalog);
        return FromValues(
            new RowsByTransaction(history, unit).Sum(row => (margins[history.ProductOfRow[row]] ?? 0) * history.QuantityOf(row)), resolution);
    }

    /// <summary>Shrinks a rule's weighted counts to the effective sample size, each cell rounded, so that a test of significance is not fooled by the size of the units.</summary>
    /// <remarks>The common approximation for weighted tables (Kish 1965); exact only when all weights are equal.</remarks>
    /// <param name="weighted">Counts in units, of a rule mined with these weights.</param>
    public RuleCounts ToEffective(RuleCounts weighted)
    {
        double factor = Total == 0 ? 0 : EffectiveSampleSize / Total;
        return new RuleCounts(Scale(weighted.N11), Scale(weighted.N10), Scale(weighted.N01), Scale(weighted.N00));

        long Scale(long cell) => (long)Math.Round(cell * factor);
    }

    private static double ChooseUnit(ReadOnlySpan<double> values)
    {
        double sum = 0;
        int positive = 0;
        bool areWhole = true;
        foreach (double value in values)
        {
            sum += value;
            positive += value > 0 ? 1 : 0;
            areWhole &= value == Math.Floor(value);
        }

        if ((areWhole && sum <= int.MaxValue) || positive == 0)
        {
            return 1;
        }

        // The mean is finite even where the sum is not: a power of two scales it without rounding.
        double mean = double.IsFinite(sum) ? sum / positive : Mean(values, positive);
        return Math.Max(double.Epsilon, Math.Pow(2, Math.Ceiling(Math.Log2(mean / UsualUnits))));
    }

    private static double Mean(ReadOnlySpan<double> values, int count)
    {
        const double scale = 1.0 / (1L << 32);
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * scale;
        }

        return Math.Min(double.MaxValue, sum / count / scale);
    }

    private static bool TryScale(ReadOnlySpan<double> values, double unit, int[] units, out long total)
    {
        total = 0;
        for (int transaction = 0; transaction < units.Length; transaction++)
        {
            double scaled = Math.Round(values[transaction] / unit);
            if (scaled > int.MaxValue - total)
            {
                return false;
            }

            units[transaction] = (int)scaled;
            total += units[transaction];
        }

        return true;
    }
}
