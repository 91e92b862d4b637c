namespace CrossSell.Ledger;

/// <summary>Why an offer was declined. What each one blocks, and for how long, is the policy's business.</summary>
public enum DeclineReason
{
    /// <summary>Not stated: treated like <see cref="NoNeed"/>.</summary>
    None = 0,

    /// <summary>The moment was wrong; the product is unharmed.</summary>
    BadMoment = 1,

    /// <summary>Asked to come back on a day.</summary>
    Postponed = 2,

    /// <summary>Too dear.</summary>
    Price = 3,

    /// <summary>No need for it.</summary>
    NoNeed = 4,

    /// <summary>It does not fit the customer at all.</summary>
    NotRelevant = 5,

    /// <summary>Has it from somebody else, perhaps until <see cref="OfferResponse.Until"/>.</summary>
    HasElsewhere = 6,

    /// <summary>Not by this channel; the product is unharmed.</summary>
    Channel = 7,

    /// <summary>Does not trust us, or waits for a complaint to be settled.</summary>
    Trust = 8,

    /// <summary>Never this product.</summary>
    NeverProduct = 9,

    /// <summary>Never anything: an objection.</summary>
    NeverAny = 10,
}
