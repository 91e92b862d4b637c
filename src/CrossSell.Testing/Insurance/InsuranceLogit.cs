using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>A planted logistic model: a coefficient for each <see cref="InsuranceFeature"/>, most of them zero.</summary>
internal sealed class InsuranceLogit
{
    public const int FeatureCount = (int)InsuranceFeature.Tenure + 1;

    private readonly double[] _coefficients = new double[FeatureCount];
    private readonly int[] _used;

    public InsuranceLogit(params (InsuranceFeature Feature, double Coefficient)[] terms)
    {
        foreach ((InsuranceFeature feature, double coefficient) in terms)
        {
            _coefficients[(int)feature] = coefficient;
        }

        _used = [.. Enumerable.Range(0, FeatureCount).Where(i => _coefficients[i] != 0)];
    }

    public double this[InsuranceFeature feature] => _coefficients[(int)feature];

    /// <summary>The linear predictor. Summed in the order of the enumeration, so that the last bit is the same everywhere.</summary>
    public double At(ReadOnlySpan<double> features)
    {
        double sum = 0;
        foreach (int i in _used)
        {
            sum += _coefficients[i] * features[i];
        }

        return sum;
    }

    /// <summary>The probability at <paramref name="features"/>.</summary>
    public double ProbabilityAt(ReadOnlySpan<double> features) => StableMath.Logistic(At(features));
}
