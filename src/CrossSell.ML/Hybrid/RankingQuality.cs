using CrossSell.ML.Learning;

namespace CrossSell.ML.Hybrid;

/// <summary>How good an order of candidates is, over the customers who bought something.</summary>
/// <param name="Loss">The mean of -log of the share that what was bought has among all candidates (softmax of the logits): fine, and about order alone.</param>
/// <param name="Losses">The same of each customer, divided by the mean number of purchases.</param>
/// <param name="Gains">The NDCG at 10 of each customer.</param>
internal sealed record RankingQuality(double Loss, double[] Losses, double[] Gains)
{
    private const int Top = 10;

    /// <summary>The mean NDCG at 10.</summary>
    public double Gain { get; } = Gains.Length == 0 ? 0 : Gains.Sum() / Gains.Length;

    /// <summary>By how many standard errors this order's gain is above another's, customer by customer; 0 when they are alike.</summary>
    public double GainAbove(RankingQuality other) => Errors(Gains, other.Gains);

    /// <summary>By how many standard errors this order's loss is below another's.</summary>
    public double LossBelow(RankingQuality other) => Errors(other.Losses, Losses);

    public static RankingQuality Of(HybridRows rows, double[] logits)
    {
        var losses = new List<double>();
        int positives = 0;
        var gains = new List<double>();
        for (int customer = 0; customer < rows.Customers; customer++)
        {
            if (rows.Bought[customer] == 0)
            {
                continue;
            }

            Range own = rows.Starts[customer]..rows.Starts[customer + 1];
            (double customerLoss, int bought) = SoftmaxLoss(logits.AsSpan(own), rows.Labels.AsSpan(own));
            losses.Add(customerLoss);
            positives += bought;
            gains.Add(GainOf(logits.AsSpan(own), rows.Labels.AsSpan(own), rows.Products.AsSpan(own), rows.Bought[customer]));
        }

        double each = Math.Max(1, positives) / (double)Math.Max(1, losses.Count);
        return new RankingQuality(losses.Sum() / Math.Max(1, positives), [.. losses.Select(loss => loss / each)], [.. gains]);
    }

    /// <summary>The same with the logits stretched by the slope that suits the answers best: how sure of itself a model is tells nothing about its order, and is mended by calibration.</summary>
    public static RankingQuality Stretched(HybridRows rows, double[] logits)
    {
        double slope = PlattLine.Fit(logits, rows.Labels, rows.RowWeights()).Slope;
        return Of(rows, Array.ConvertAll(logits, logit => slope * logit));
    }

    private static double Errors(double[] greater, double[] less)
    {
        double[] differences = [.. greater.Zip(less, (a, b) => a - b)];
        double mean = differences.Sum() / Math.Max(1, differences.Length);
        double squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        return mean == 0 ? 0 : mean / Math.Max(1e-12, Math.Sqrt(squares) / differences.Length);
    }

    private static (double Loss, int Bought) SoftmaxLoss(ReadOnlySpan<double> logits, ReadOnlySpan<double> labels)
    {
        double greatest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            greatest = Math.Max(greatest, logit);
        }

        double sum = 0;
        double of = 0;
        int bought = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            sum += Math.Exp(logits[k] - greatest);
            of += labels[k] != 0 ? logits[k] : 0;
            bought += labels[k] != 0 ? 1 : 0;
        }

        return (bought == 0 ? 0 : (bought * (greatest + Math.Log(sum))) - of, bought);
    }

    private static double GainOf(ReadOnlySpan<double> logits, ReadOnlySpan<double> labels, ReadOnlySpan<int> products, int all)
    {
        double[] keys = logits.ToArray();
        int[] places = products.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[b].CompareTo(keys[a]) : places[a].CompareTo(places[b]));
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < Top; rank++)
        {
            double worth = 1 / Math.Log2(rank + 2);
            ideal += rank < all ? worth : 0;
            gain += rank < order.Length && labels[order[rank]] != 0 ? worth : 0;
        }

        return gain / ideal;
    }
}
