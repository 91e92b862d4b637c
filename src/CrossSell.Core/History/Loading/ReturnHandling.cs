namespace CrossSell;

/// <summary>What a row with a negative quantity does.</summary>
public enum ReturnHandling
{
    /// <summary>
    /// It takes back earlier purchases of the same product by the same customer (for anonymous rows: in the same basket), the latest first, until its
    /// quantity is used up. Earlier means not later by time, where a row without a time is earlier than all others. A purchase returned in full leaves the history,
    /// one returned in part keeps its share of the revenue; the return's own revenue does not count. The default.
    /// </summary>
    Net = 0,

    /// <summary>It is left out, and what was bought stays.</summary>
    Ignore = 1,

    /// <summary>It is a bad row, and so is a quantity of 0.</summary>
    Reject = 2,
}
