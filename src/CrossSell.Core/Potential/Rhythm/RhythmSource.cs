namespace CrossSell;

/// <summary>From what it was told whether a customer still buys.</summary>
public enum RhythmSource
{
    /// <summary>There was nothing to tell it by.</summary>
    None = 0,

    /// <summary>From the customer's own median gap.</summary>
    Own = 1,

    /// <summary>From the median of the gaps in the customer's segment, for there were too few own purchases.</summary>
    Segment = 2,

    /// <summary>From the median of the gaps of all customers, for the segment has too few with a rhythm of their own.</summary>
    Book = 3,

    /// <summary>From the least number of days alone, for hardly any customer has a rhythm.</summary>
    LeastDays = 4,

    /// <summary>From the end of the subscriptions.</summary>
    Subscription = 5,
}
