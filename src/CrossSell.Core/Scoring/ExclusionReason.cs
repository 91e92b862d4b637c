namespace CrossSell;

/// <summary>Why a product is not among a customer's offers at all.</summary>
public enum ExclusionReason
{
    /// <summary>The customer holds it.</summary>
    Owned = 0,

    /// <summary>The catalogue does not list it, so it is not for sale.</summary>
    NotInCatalog = 1,

    /// <summary>Nobody in the history bought it, so there is no evidence to score it by.</summary>
    NoEvidence = 2,
}
