namespace CrossSell.Ledger;

/// <summary>What became of lifting an objection.</summary>
public enum LiftOutcome
{
    /// <summary>The permission is recorded, and what it speaks of is no longer objected to.</summary>
    Lifted = 0,

    /// <summary>The permission is recorded; no objection stood against its channel and purpose.</summary>
    NothingToLift = 1,

    /// <summary>An objection is as young as the permission or younger; nothing was written.</summary>
    OlderThanObjection = 2,

    /// <summary>The permission has not begun, or has run out; nothing was written.</summary>
    NotInForce = 3,

    /// <summary>Another permission of the customer has its id; nothing was written.</summary>
    Conflict = 4,
}
