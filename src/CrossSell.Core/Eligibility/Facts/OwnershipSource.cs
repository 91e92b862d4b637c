namespace CrossSell;

/// <summary>How a customer has a product.</summary>
public enum OwnershipSource
{
    /// <summary>Bought from us and held.</summary>
    Own = 0,

    /// <summary>Ordered from us; it counts as owned from the order on.</summary>
    PendingOrder = 1,

    /// <summary>Held with somebody else.</summary>
    Competitor = 2,
}
