namespace CrossSell;

/// <summary>What one product of the programme could bring beyond what it does.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Whole">The product among all customers; its expectation is NaN unless a model gave it, for all customers are their own peers.</param>
/// <param name="Missing">How many owners are missing; see <see cref="Basis"/>. NaN when there is nothing to compare with.</param>
/// <param name="MissingLower">Lower end of its interval.</param>
/// <param name="MissingUpper">Upper end.</param>
/// <param name="Basis">What the product is compared with.</param>
public sealed record ProductGap(ProgrammeCell Whole, double Missing, double MissingLower, double MissingUpper, GapBasis Basis)
{
    /// <summary>The product's place in the catalogue.</summary>
    public int Product => Whole.Product;

    /// <summary>The margin at stake: the missing owners times the margin. NaN when either cannot be told.</summary>
    public double Stake => Missing * Whole.Margin;

    /// <summary>Lower end of its interval.</summary>
    public double StakeLower => Math.Min(MissingLower * Whole.Margin, MissingUpper * Whole.Margin);

    /// <summary>Upper end of its interval.</summary>
    public double StakeUpper => Math.Max(MissingLower * Whole.Margin, MissingUpper * Whole.Margin);
}
