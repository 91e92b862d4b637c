using CrossSell.Testing.Insurance;

namespace CrossSell.Testing;

/// <summary>
/// What was planted in every <see cref="InsuranceMarket"/>: exact probabilities, not estimates from a sample. The same for all seeds,
/// sizes and periods. Immutable and thread-safe; the first use takes up to half a second.
/// </summary>
public sealed class InsuranceTruth
{
    private readonly IReadOnlyList<InsuranceProductSpec> _products = InsuranceProducts.All;
    private readonly double[,] _joint = InsuranceMoments.Compute();

    internal InsuranceTruth()
    {
        Rules = [.. Enumerable.Range(0, _products.Count).Where(i => _products[i].Link is not null).Select(RuleOf)];
    }

    /// <summary>
    /// Version of the planted truth: it rises when the same seed gives other rows in a column that was there before. New files,
    /// columns and products come with streams of their own and leave it as it is.
    /// </summary>
    public int GeneratorVersion { get; } = InsuranceProducts.GeneratorVersion;

    /// <summary>The planted rules, in catalog order of their consequents. Every other association comes from shared attributes or a chain of rules.</summary>
    public IReadOnlyList<PlantedRule> Rules { get; }

    /// <summary>P(a customer takes the product within the period), whether or not it is still held at the end.</summary>
    /// <exception cref="ArgumentException">The market has no such product.</exception>
    public double Penetration(string product)
    {
        int i = InsuranceProducts.IndexOf(product);
        return _joint[i, i];
    }

    /// <summary>P(a customer takes both products within the period); the penetration when they are the same.</summary>
    /// <exception cref="ArgumentException">The market has no such product.</exception>
    public double Joint(string product, string other) => _joint[InsuranceProducts.IndexOf(product), InsuranceProducts.IndexOf(other)];

    /// <summary>P(<paramref name="consequent"/> | <paramref name="antecedent"/>) within the period, whatever the order of the two purchases.</summary>
    /// <exception cref="ArgumentException">The market has no such product.</exception>
    public double Confidence(string antecedent, string consequent) => Joint(antecedent, consequent) / Penetration(antecedent);

    /// <summary>
    /// P(a contract has ended by the end of the period), the same for every contract of the product and independent of everything else;
    /// so P(held at the end) = penetration x (1 - lapse). Null for repurchasable products, which are not held.
    /// </summary>
    /// <exception cref="ArgumentException">The market has no such product.</exception>
    public double? Lapse(string product)
    {
        InsuranceProductSpec spec = _products[InsuranceProducts.IndexOf(product)];
        return spec.Repurchasable ? null : spec.Lapse;
    }

    private PlantedRule RuleOf(int i)
    {
        InsuranceProductSpec spec = _products[i];
        InsuranceLink link = spec.Link!;
        return new PlantedRule
        {
            Antecedents = link.Antecedents,
            Consequent = spec.Id,
            Confidence = link.Confidence,
            BaseProbability = link.Base,
            // P(y) = b + (c - b) P(z), solved for P(z).
            Support = link.Confidence * (_joint[i, i] - link.Base) / (link.Confidence - link.Base),
            Lift = link.Confidence / _joint[i, i],
            SameDayShare = link.SameDayShare,
            MaxDelayDays = link.MaxDelayDays,
        };
    }
}
