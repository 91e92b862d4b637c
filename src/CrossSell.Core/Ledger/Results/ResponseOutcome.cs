namespace CrossSell.Ledger;

/// <summary>What became of an answer.</summary>
public enum ResponseOutcome
{
    /// <summary>It was written down, now or by an earlier call with the same content.</summary>
    Recorded = 0,

    /// <summary>Another answer has its id; nothing was written.</summary>
    Conflict = 1,

    /// <summary>The offer is unknown; nothing was written.</summary>
    OfferNotFound = 2,
}
