namespace CrossSell;

/// <summary>How one product stands to another. Each reads as a sentence: <c>From</c> kind <c>To</c>.</summary>
public enum ProductRelationKind
{
    /// <summary><c>From</c> is offered only to who owns <c>To</c>, or what counts as owning it.</summary>
    Requires = 0,

    /// <summary>Nobody may own both; it holds both ways.</summary>
    IncompatibleWith = 1,

    /// <summary>Who owns <c>To</c>, a bundle or a wider contract, has <c>From</c> in it.</summary>
    CoveredBy = 2,

    /// <summary><c>From</c> is an accessory of <c>To</c>. It vetoes nothing.</summary>
    AccessoryOf = 3,

    /// <summary><c>To</c> is the better product for owners of <c>From</c>. With a window, not before it has passed since <c>From</c> was bought.</summary>
    UpSellTo = 4,

    /// <summary><c>To</c> goes well with <c>From</c>, as somebody decided. With a window, not before it has passed since <c>From</c> was bought.</summary>
    CrossSellTo = 5,

    /// <summary><c>To</c> may be offered in place of <c>From</c>. It vetoes nothing.</summary>
    SubstitutedBy = 6,
}
