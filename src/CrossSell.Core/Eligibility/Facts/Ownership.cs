namespace CrossSell;

/// <summary>That a customer has a product, over a half-open stretch of time: from <see cref="From"/> on, until <see cref="Until"/>, that instant excluded.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product.</param>
public sealed record Ownership(ProductId Product)
{
    /// <summary>Since when; null for ever since. A stretch that has yet to begin is a pending order.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when; null without an end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>From whom.</summary>
    public OwnershipSource Source { get; init; }

    /// <summary>The contract's id or the like, as evidence; null when there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether it is in force at an instant.</summary>
    public bool IsInForce(DateTimeOffset at) => !(From > at) && !(Until <= at);
}
