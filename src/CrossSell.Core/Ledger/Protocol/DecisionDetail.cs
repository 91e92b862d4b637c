namespace CrossSell.Ledger;

/// <summary>Which answers of the ledger are written into its decision log.</summary>
public enum DecisionDetail
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What was accepted, in the transaction that accepts it. The default: refusals then cost no write.</summary>
    Accepted = 1,

    /// <summary>Refusals too, with all their reasons.</summary>
    All = 2,
}
