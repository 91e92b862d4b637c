namespace CrossSell;

/// <summary>Why owning one product counts as owning another.</summary>
public enum OwnershipRelation
{
    /// <summary>It is the product itself.</summary>
    Same = 0,

    /// <summary>Both are in one equivalence set, or are variants of one product.</summary>
    Equivalent = 1,

    /// <summary>It is a higher step of the same ladder, or the equivalent of one.</summary>
    HigherTier = 2,

    /// <summary>It contains the product: a bundle or a wider contract.</summary>
    Covering = 3,
}
