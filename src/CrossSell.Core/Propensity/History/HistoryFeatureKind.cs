namespace CrossSell;

/// <summary>What is read off a customer's purchases at an instant.</summary>
public enum HistoryFeatureKind
{
    /// <summary>Whether the customer has a product: holds it, or, where it is repurchasable, ever bought it.</summary>
    Owns = 0,

    /// <summary>Whether the customer has any product of a category.</summary>
    OwnsCategory = 1,

    /// <summary>The months since the last purchase of a product that the customer has; missing where he has it not, or its time is unknown.</summary>
    MonthsSinceProduct = 2,

    /// <summary>The months since the last purchase of anything; missing where no time is known.</summary>
    MonthsSinceLast = 3,

    /// <summary>The months since the first purchase of anything; missing where no time is known.</summary>
    MonthsSinceFirst = 4,

    /// <summary>How many purchases there were: the rows of the history.</summary>
    Purchases = 5,

    /// <summary>What all purchases brought in; missing where no revenue is known.</summary>
    Revenue = 6,

    /// <summary>How many of the products with a column of their own the customer has.</summary>
    Products = 7,

    /// <summary>How often the customer was contacted.</summary>
    Contacts = 8,

    /// <summary>How often the customer declined.</summary>
    Declines = 9,
}
