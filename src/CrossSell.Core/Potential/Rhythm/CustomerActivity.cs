namespace CrossSell;

/// <summary>Whether a customer still buys, told by the own rhythm.</summary>
public enum CustomerActivity
{
    /// <summary>There is nothing to tell it by: no purchase and no subscription before the instant of looking.</summary>
    None = 0,

    /// <summary>Buys in the usual rhythm, or holds a subscription that runs.</summary>
    Active = 1,

    /// <summary>Has not bought for longer than the rhythm lets expect.</summary>
    Dormant = 2,

    /// <summary>Has not bought for a multiple of that, or every subscription has ended.</summary>
    Lost = 3,
}
