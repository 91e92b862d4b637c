using CrossSell.Numerics;

namespace CrossSell.Measurement;

/// <summary>The mean and the interval of sums over products, each with a factor of its own that nobody knows exactly.</summary>
internal sealed class ProjectionError(ProjectionOptions options)
{
    private const double NormalFrom = 10_000;

    /// <summary>A row of gaps; those of one product share its factor.</summary>
    public ProjectionRow Row(string name, IEnumerable<(string Product, GapSum Sum)> parts)
    {
        long gaps = 0;
        double purchases = 0, mean = 0, variance = 0;
        foreach (IGrouping<string, (string Product, GapSum Sum)> product in parts.GroupBy(part => part.Product, StringComparer.Ordinal))
        {
            PropensityRecord record = options.Records.GetValueOrDefault(new ProductId(product.Key));
            double shape = options.PriorPurchases + record.Bought;
            double rate = options.PriorPurchases + record.Expected;
            double margin = product.Sum(part => part.Sum.Margin);
            gaps += product.Sum(part => part.Sum.Gaps);
            purchases += product.Sum(part => part.Sum.Purchases) * shape / rate;
            mean += margin * shape / rate;
            variance += margin * margin * shape / (rate * rate);
        }

        return new ProjectionRow(name, gaps, purchases, Around(mean, variance));
    }

    private Interval Around(double mean, double variance)
    {
        bool mayBeNegative = false;
        if (options.IncrementalShare is { } share)
        {
            // Half the interval is so many standard errors; the product of two independent figures has this variance.
            double error = (share.Upper - share.Lower) / (2 * NormalDistribution.TwoSidedQuantile(options.ConfidenceLevel));
            double square = error * error;
            variance = (mean * mean * square) + (share.Value * share.Value * variance) + (variance * square);
            mean *= share.Value;
            mayBeNegative = share.Lower < 0;
        }

        if (variance == 0)
        {
            return new Interval(mean, mean, mean);
        }

        // Of a great shape the gamma distribution is a normal one.
        double shape = mean * mean / variance;
        if (mayBeNegative || mean <= 0 || shape > NormalFrom)
        {
            double reach = NormalDistribution.TwoSidedQuantile(options.ConfidenceLevel) * Math.Sqrt(variance);
            return new Interval(mean, mean - reach, mean + reach);
        }

        double tail = (1 - options.ConfidenceLevel) / 2;
        return new Interval(mean, GammaFunctions.Quantile(tail, shape) * mean / shape, GammaFunctions.Quantile(1 - tail, shape) * mean / shape);
    }
}
