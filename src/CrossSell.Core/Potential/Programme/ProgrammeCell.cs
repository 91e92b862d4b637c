namespace CrossSell;

/// <summary>How a product stands with one group of customers: a seller's, a segment's, or all.</summary>
/// <remarks>Immutable and thread-safe. A figure that cannot be told is NaN; the members say when.</remarks>
/// <param name="Product">The product's place in the catalogue.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Customers">How many customers of the group could have the product.</param>
/// <param name="Owners">How many of them have it.</param>
/// <param name="Offered">To how many of them it was ever offered; null when nobody knows what was offered.</param>
/// <param name="Expected">How many of them are expected to have it; NaN when there is nobody to compare with.</param>
/// <param name="Ratio">Owners over expected, the standardized ratio, as it was seen; NaN without an expectation above 0.</param>
/// <param name="RatioLower">Lower end of its score interval; NaN with <paramref name="Ratio"/>.</param>
/// <param name="RatioUpper">Upper end.</param>
/// <param name="Level">Owners that a group like this would have on average: what was seen, drawn towards the expectation the more, the less was seen; NaN without an expectation.</param>
/// <param name="LevelLower">Lower end of its interval.</param>
/// <param name="LevelUpper">Upper end.</param>
/// <param name="Margin">What a sale earns, in the catalogue's currency; NaN when the catalogue does not say.</param>
public sealed record ProgrammeCell(
    int Product, string Group, int Customers, int Owners, int? Offered, double Expected, double Ratio, double RatioLower, double RatioUpper, double Level, double LevelLower, double LevelUpper, double Margin)
{
    /// <summary>The share of those who could have the product that have it, from 0 to 1; NaN when nobody could.</summary>
    public double Penetration => Customers == 0 ? double.NaN : Owners / (double)Customers;

    /// <summary>The share that is expected to have it; NaN when nobody could, or without an expectation.</summary>
    public double ExpectedPenetration => Customers == 0 ? double.NaN : Expected / Customers;

    /// <summary>How many owners are missing: the expectation less <see cref="Level"/>. Below 0 where there are more than expected.</summary>
    public double Gap => Expected - Level;

    /// <summary>Lower end of the gap's interval.</summary>
    public double GapLower => Expected - LevelUpper;

    /// <summary>Upper end of the gap's interval.</summary>
    public double GapUpper => Expected - LevelLower;

    /// <summary>The margin at stake: gap times margin. NaN when either cannot be told.</summary>
    public double Stake => Gap * Margin;

    /// <summary>Lower end of its interval.</summary>
    public double StakeLower => Math.Min(GapLower * Margin, GapUpper * Margin);

    /// <summary>Upper end of its interval.</summary>
    public double StakeUpper => Math.Max(GapLower * Margin, GapUpper * Margin);

    /// <summary>Whether it is known that the product was never offered to anybody of the group, though somebody could have it.</summary>
    public bool IsNeverOffered => Offered == 0 && Customers > 0;
}
