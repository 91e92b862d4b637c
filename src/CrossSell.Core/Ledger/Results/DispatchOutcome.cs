namespace CrossSell.Ledger;

/// <summary>Whether a reserved contact may be sent now.</summary>
public enum DispatchOutcome
{
    /// <summary>Yes: send it, then commit or release it. It counts until then.</summary>
    Begun = 0,

    /// <summary>Not now: consent, an objection, a hold or quiet hours speak against it. The reservation stands until it expires.</summary>
    Refused = 1,

    /// <summary>The reservation had expired, and the slot is gone.</summary>
    ReservationExpired = 2,

    /// <summary>Somebody else took a step with this contact since; whoever holds the older fence must not send.</summary>
    Fenced = 3,

    /// <summary>It was begun, made, given back or bumped before; nothing is to be sent.</summary>
    AlreadySettled = 4,

    /// <summary>There is no such contact.</summary>
    NotFound = 5,
}
