namespace CrossSell.Potential;

/// <summary>
/// Owners of one group, each customer with an expected probability e, as if the group's odds were e^shift times the expected ones. The logarithm of the likelihood is
/// shift · owners - sum ln(1 - e + e · exp(shift)) but for a constant: that of a logistic regression of nothing but an intercept, with the expected logits as offset.
/// </summary>
internal sealed class ShiftedRates
{
    private const double LeastRate = 1e-6;
    private const double Far = 40;

    private readonly double[] _rates;
    private readonly double[] _counts;
    private readonly double _varianceOfExpected;

    /// <param name="rates">Different expected probabilities.</param>
    /// <param name="counts">How many customers have each.</param>
    /// <param name="owners">How many of them own.</param>
    /// <param name="varianceOfExpected">The variance of the expected number itself, where it comes from few peers.</param>
    public ShiftedRates(double[] rates, double[] counts, double owners, double varianceOfExpected = 0)
    {
        _rates = Array.ConvertAll(rates, e => Math.Clamp(e, LeastRate, 1 - LeastRate));
        _counts = counts;
        _varianceOfExpected = varianceOfExpected;
        Owners = owners;
        Customers = counts.Sum();
        (Expected, double variance) = At(0);
        Evidence = variance > 0 ? variance / (variance + _varianceOfExpected) : 1;
    }

    public double Owners { get; }

    public double Customers { get; }

    public double Expected { get; }

    /// <summary>How much of an observation this is worth, because the expectation is not sure either: the likelihood is taken to this power.</summary>
    public double Evidence { get; }

    /// <summary>The expected owners at a shift, and their variance.</summary>
    public (double Owners, double Variance) At(double shift)
    {
        double factor = Math.Exp(shift);
        (double owners, double variance) = (0, 0);
        for (int i = 0; i < _rates.Length; i++)
        {
            double odds = _rates[i] * factor;
            double rate = odds / (1 - _rates[i] + odds);
            owners += _counts[i] * rate;
            variance += _counts[i] * rate * (1 - rate);
        }

        return (owners, variance);
    }

    public double LogLikelihood(double shift)
    {
        double factor = Math.Exp(shift) - 1;
        double sum = shift * Owners;
        for (int i = 0; i < _rates.Length; i++)
        {
            sum -= _counts[i] * Math.Log(1 + (_rates[i] * factor));
        }

        return Evidence * sum;
    }

    /// <summary>The greatest shift likelihood times normal prior: Newton's method within a shrinking bracket.</summary>
    public (double Mode, double Precision) Mode(double priorDeviation)
    {
        double weight = 1 / (priorDeviation * priorDeviation);
        (double low, double high, double shift) = (-Far, Far, 0.0);
        for (int i = 0; i < 200; i++)
        {
            (double owners, double variance) = At(shift);
            double slope = (Evidence * (Owners - owners)) - (weight * shift);
            double precision = (Evidence * variance) + weight;
            (low, high) = slope > 0 ? (shift, high) : (low, shift);
            double next = shift + (slope / precision);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - shift) < 1e-12 * Math.Max(1, Math.Abs(shift)))
            {
                break;
            }

            shift = next;
        }

        return (shift, (Evidence * At(shift).Variance) + weight);
    }

    /// <summary>The shifts that the owners seen do not contradict: |owners - expected at the shift| within z deviations (Wilson 1927, for unequal probabilities).</summary>
    public (double Lower, double Upper) ScoreOwners(double z)
    {
        return (Owners <= 0 ? 0 : Root(z), Owners >= Customers ? Customers : Root(-z));

        double Root(double wanted)
        {
            (double low, double high) = (-Far, Far);
            for (int i = 0; i < 100; i++)
            {
                double middle = (low + high) / 2;
                (double owners, double variance) = At(middle);
                (low, high) = Owners - owners > wanted * Math.Sqrt(variance / Evidence) ? (middle, high) : (low, middle);
            }

            return At((low + high) / 2).Owners;
        }
    }
}
