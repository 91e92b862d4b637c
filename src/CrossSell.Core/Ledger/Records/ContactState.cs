namespace CrossSell.Ledger;

/// <summary>How far a contact has come. Stores keep the number, so numbers never change.</summary>
public enum ContactState
{
    /// <summary>Part of a plan: counts, has no expiry, may be bumped.</summary>
    Planned = 0,

    /// <summary>A slot is taken until <see cref="Contact.ExpiresAt"/>; counts until then, may be bumped.</summary>
    Reserved = 1,

    /// <summary>Handed to the sender: counts, no longer expires, is never bumped.</summary>
    Dispatching = 2,

    /// <summary>Nobody knows whether it was sent: counts, and is not sent again.</summary>
    Unknown = 3,

    /// <summary>Left the house.</summary>
    Sent = 4,

    /// <summary>Reached the customer's side.</summary>
    Delivered = 5,

    /// <summary>The customer reacted.</summary>
    Answered = 6,

    /// <summary>Came back undelivered.</summary>
    Bounced = 7,

    /// <summary>Rang, and nobody answered.</summary>
    NoAnswer = 8,

    /// <summary>Given back before anything was sent; counts nowhere.</summary>
    Released = 9,

    /// <summary>Its reservation ran out; counts nowhere.</summary>
    Expired = 10,

    /// <summary>Gave way to a contact of higher priority; counts nowhere.</summary>
    Bumped = 11,

    /// <summary>The sender is certain that nothing left the house; counts nowhere.</summary>
    FailedNotSent = 12,
}
