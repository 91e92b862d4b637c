using System.Globalization;

namespace CrossSell.Mining;

/// <summary>How well one product suits the owners of another, and why.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PairSuitability
{
    private readonly SuitabilityRule _rule;

    internal PairSuitability(
        string owned, string offered, SuitabilityGrade grade, RuleCounts? counts, int owners, int buyers, double? margin, SuitabilityRule rule)
    {
        Owned = owned;
        Offered = offered;
        Grade = grade;
        Counts = counts;
        Owners = owners;
        Buyers = buyers;
        Margin = margin;
        _rule = rule;
    }

    /// <summary>The id of the owned product.</summary>
    public string Owned { get; }

    /// <summary>The id of the offered product.</summary>
    public string Offered { get; }

    /// <summary>The grade.</summary>
    public SuitabilityGrade Grade { get; }

    /// <summary>
    /// The four counts of "owned => offered"; null for a pair without a finding, whose count is not kept. Where pairs below
    /// <see cref="SuitabilityOptions.MinPairCount"/> were not counted, an unsuitable one has the largest count that it can have.
    /// </summary>
    public RuleCounts? Counts { get; }

    /// <summary>The number of transactions with the owned product.</summary>
    public int Owners { get; }

    /// <summary>The number of transactions with the offered product.</summary>
    public int Buyers { get; }

    /// <summary>The margin of the offered product; null when margins played no part.</summary>
    public double? Margin { get; }

    /// <summary>Whether the margin alone kept the pair from a better grade than <see cref="SuitabilityGrade.Possible"/>.</summary>
    public bool IsHeldBackByMargin =>
        Counts is { } t && Grade == SuitabilityGrade.Possible && _rule.IsHeldBack(t, Margin) && _rule.Grade(t, margin: null) > SuitabilityGrade.Possible;

    /// <summary>The p value of the finding before the allowance for the number of pairs: of attraction, or for an unsuitable pair of repulsion; null without a finding.</summary>
    public double? PValue =>
        Counts is { } t ? PValues.Of(t, Grade == SuitabilityGrade.Unsuitable ? SignificanceTest.FisherNegative : SignificanceTest.Fisher) : null;

    /// <summary>The p value after it (Bonferroni), at most 1; null without a finding.</summary>
    public double? AdjustedPValue => PValue is { } p ? Math.Min(1.0, p * _rule.Tests) : null;

    /// <summary>The grade and the reason for it as sentences: German for <c>de</c> and its regions, English for every other culture.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="ownedName">The owned product's name; null for its id.</param>
    /// <param name="offeredName">The offered product's name; null for its id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string Describe(CultureInfo culture, LocalizedText? ownedName = null, LocalizedText? offeredName = null)
    {
        var text = SuitabilityText.For(culture);
        string grade = text.Name(Grade);
        string reason = text.Reason(this, ownedName?.For(culture) ?? Owned, offeredName?.For(culture) ?? Offered, _rule.Options.Unit == TransactionUnit.Basket);
        return $"{char.ToUpperInvariant(grade[0])}{grade[1..]}: {reason}";
    }

    /// <summary>The same in English.</summary>
    public override string ToString() => Describe(CultureInfo.InvariantCulture);
}
