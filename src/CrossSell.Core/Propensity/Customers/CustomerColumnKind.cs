namespace CrossSell;

/// <summary>What the values of a column of customers mean, and so what may be done with them.</summary>
public enum CustomerColumnKind
{
    /// <summary>A measured number, such as income or a count: differences mean something.</summary>
    Numeric = 0,

    /// <summary>Ordered classes, such as an age band or a grade: the order means something, distances may not.</summary>
    Ordinal = 1,

    /// <summary>A name without an order, such as an occupation or a region.</summary>
    Categorical = 2,

    /// <summary>Yes or no.</summary>
    Boolean = 3,

    /// <summary>A day, such as a date of birth or the start of a contract; what counts is the time from it to the day on which the customer is looked at.</summary>
    Date = 4,
}
