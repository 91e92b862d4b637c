namespace CrossSell;

/// <summary>What a decline speaks for.</summary>
public enum DeclineScope
{
    /// <summary>The product that was declined.</summary>
    Product = 0,

    /// <summary>The product and what counts as the same: its equivalence set and variants.</summary>
    ProductAndEquivalents = 1,

    /// <summary>Everything that we would offer on our own initiative.</summary>
    CustomerOutbound = 2,

    /// <summary>Everything.</summary>
    Customer = 3,

    /// <summary>Everything by the channel by which it was said.</summary>
    Channel = 4,
}
