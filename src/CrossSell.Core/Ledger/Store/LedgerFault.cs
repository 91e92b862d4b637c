namespace CrossSell.Ledger;

/// <summary>What kept a ledger from answering. None of them ever means that a contact is allowed.</summary>
public enum LedgerFault
{
    /// <summary>The store cannot be reached, or kept failing after several tries.</summary>
    Unavailable = 0,

    /// <summary>Another writer held the store for longer than the configured patience.</summary>
    Busy = 1,

    /// <summary>There is no room left to write.</summary>
    DiskFull = 2,

    /// <summary>The store may be read but not written.</summary>
    ReadOnly = 3,

    /// <summary>The store was made by another version of the schema, or is no ledger.</summary>
    WrongSchema = 4,

    /// <summary>The clock stands before instants already recorded, by more than the tolerance.</summary>
    ClockSetBack = 5,

    /// <summary>The bytes of the store contradict themselves.</summary>
    Corrupt = 6,

    /// <summary>A subject was asked for under another root than the one it lives under.</summary>
    RootMismatch = 7,

    /// <summary>The connection broke while a transaction was being committed: it may stand or not. Ask again with the same key.</summary>
    OutcomeUnknown = 8,

    /// <summary>The secret key of contact points is another one than the store was first used with: objections kept under that one would not be found.</summary>
    WrongKey = 9,
}
