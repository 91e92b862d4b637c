namespace CrossSell;

/// <summary>What the owners of a product are compared with.</summary>
public enum GapBasis
{
    /// <summary>Nothing: no model, and neither sellers nor segments. The gap cannot be told.</summary>
    None = 0,

    /// <summary>The model's expectation over all customers. A gap below 0 says that there are more owners than expected.</summary>
    Model = 1,

    /// <summary>What the customers of the other sellers have: missing are the owners by which sellers fall behind, those who are ahead left aside; never below 0.</summary>
    Sellers = 2,

    /// <summary>What the other segments have, in the same way.</summary>
    Segments = 3,
}
