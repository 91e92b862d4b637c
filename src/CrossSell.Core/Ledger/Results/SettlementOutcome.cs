namespace CrossSell.Ledger;

/// <summary>What became of a commit or release.</summary>
public enum SettlementOutcome
{
    /// <summary>The contact stands in the state asked for, now or since an earlier call.</summary>
    Settled = 0,

    /// <summary>That state cannot follow the one it stands in; nothing was changed.</summary>
    NotPossible = 1,

    /// <summary>Somebody else took a step with this contact since; nothing was changed.</summary>
    Fenced = 2,

    /// <summary>There is no such contact.</summary>
    NotFound = 3,
}
