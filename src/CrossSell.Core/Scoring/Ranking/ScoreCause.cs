namespace CrossSell;

/// <summary>What a part of a score rests on.</summary>
public enum ScoreCause
{
    /// <summary>The product itself, for everybody: an intercept.</summary>
    Base = 0,

    /// <summary>A product that the customer has bought.</summary>
    OwnedProduct = 1,

    /// <summary>How many have bought the product.</summary>
    Popularity = 2,

    /// <summary>How many have bought it of late.</summary>
    Trend = 3,

    /// <summary>The categories that the customer buys from.</summary>
    Category = 4,

    /// <summary>What else is known about the customer: contacts, his rhythm of buying.</summary>
    Customer = 5,

    /// <summary>An attribute of the customer.</summary>
    Attribute = 6,
}
