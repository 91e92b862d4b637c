namespace CrossSell.Ledger;

/// <summary>How several requests are decided together.</summary>
public enum BatchMode
{
    /// <summary>Each on its own, in the order given; refused ones do not harm the others. For committing a plan.</summary>
    BestEffort = 0,

    /// <summary>All in one transaction, or none. For a sequence over several channels.</summary>
    AllOrNothing = 1,
}
