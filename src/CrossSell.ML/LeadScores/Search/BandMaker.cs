namespace CrossSell.ML.LeadScores;

/// <summary>Divides the sums of points into bands.</summary>
internal static class BandMaker
{
    // A band ends where it holds so many of the buyers or of the customers, and some customers at least.
    private const double BuyersOfBand = 0.125;
    private const double CustomersOfBand = 0.25;
    private const double LeastOfBand = 0.01;

    public static List<LeadScoreBand> Make(int[] sums, double[] probabilities, LabeledCustomers customers)
    {
        (double[] counts, double[] buyers) = CriterionMaker.Count(sums, probabilities.Length, customers);
        (double all, double bought) = (counts.Sum(), buyers.Sum());
        double mean = counts.Select((n, p) => n * probabilities[p]).Sum() / all;
        var bands = new List<LeadScoreBand>();
        int to = probabilities.Length - 1;
        (double n, double y, double expected, double left) = (0, 0, 0, all);
        for (int p = to; p >= 0; p--)
        {
            (n, y, expected, left) = (n + counts[p], y + buyers[p], expected + (counts[p] * probabilities[p]), left - counts[p]);
            bool isFull = (y >= BuyersOfBand * bought || n >= CustomersOfBand * all) && n >= LeastOfBand * all && left >= LeastOfBand * all;
            if (isFull || p == 0)
            {
                double probability = n > 0 ? expected / n : probabilities[p];
                bands.Add(new LeadScoreBand(p, to, n, probability, n > 0 ? y / n : double.NaN, probability / mean));
                (to, n, y, expected) = (p - 1, 0, 0, 0);
            }
        }

        return bands;
    }
}
