namespace CrossSell.Potential;

/// <summary>Many expected probabilities as few: those within a thirty-second of a logit are kept as their mean and number, so memory does not grow with the customers.</summary>
internal sealed class ExpectedBins
{
    private const double BinsOfLogit = 32;
    private const double MostLogit = 14;
    private const int Bins = (2 * (int)(BinsOfLogit * MostLogit)) + 1;

    private readonly double[] _counts = new double[Bins];
    private readonly double[] _sums = new double[Bins];

    public void Add(double probability)
    {
        double logit = Math.Clamp(Math.Log(probability / (1 - probability)), -MostLogit, MostLogit);
        int bin = (int)Math.Round((logit + MostLogit) * BinsOfLogit);
        _counts[bin]++;
        _sums[bin] += probability;
    }

    public ShiftedRates? With(int owners)
    {
        int[] filled = [.. Enumerable.Range(0, Bins).Where(b => _counts[b] > 0)];
        return filled.Length == 0 ? null : new ShiftedRates([.. filled.Select(b => _sums[b] / _counts[b])], [.. filled.Select(b => _counts[b])], owners);
    }
}
