namespace CrossSell;

/// <summary>How a customer stands to a category of products.</summary>
public enum CategoryState : byte
{
    /// <summary>The category is not for this customer.</summary>
    NotRelevant = 0,

    /// <summary>Has a product of it from us, has ordered one, or has what counts as one.</summary>
    Owned = 1,

    /// <summary>Has one from somebody else: the need is met, the sale is still open.</summary>
    Competitor = 2,

    /// <summary>Has none, and at least one may be offered now.</summary>
    Gap = 3,

    /// <summary>Has none, none may be offered now, and at least one may be on a later day that is known.</summary>
    Cooling = 4,

    /// <summary>Has none, and none may be offered, as far as is known ever.</summary>
    Blocked = 5,
}
