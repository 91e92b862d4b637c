namespace CrossSell.Ledger;

/// <summary>How far an offer has come. Stores keep the number, so numbers never change.</summary>
public enum OfferState
{
    /// <summary>Made, but not shown to the customer.</summary>
    Draft = 0,

    /// <summary>Shown once or more.</summary>
    Presented = 1,

    /// <summary>In the customer's hands, waiting for an answer.</summary>
    Open = 2,

    /// <summary>Taken.</summary>
    Accepted = 3,

    /// <summary>Refused.</summary>
    Declined = 4,

    /// <summary>Put off until <see cref="Offer.FollowUpAt"/>.</summary>
    Postponed = 5,

    /// <summary>Its validity ran out.</summary>
    Expired = 6,

    /// <summary>Taken back by us.</summary>
    Withdrawn = 7,
}
