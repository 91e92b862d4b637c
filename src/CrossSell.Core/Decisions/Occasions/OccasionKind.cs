namespace CrossSell;

/// <summary>Why a customer is spoken to now.</summary>
public enum OccasionKind
{
    /// <summary>The customer calls.</summary>
    InboundCall = 0,

    /// <summary>The customer drops in.</summary>
    InboundVisit = 1,

    /// <summary>The customer writes, or is on the site or in the app.</summary>
    InboundMessage = 2,

    /// <summary>A contract or another holding ends soon.</summary>
    ContractEnd = 3,

    /// <summary>The day on which something was bought comes round.</summary>
    PurchaseAnniversary = 4,

    /// <summary>Something changed in the customer's life: a move, a wedding, a child.</summary>
    LifeEvent = 5,

    /// <summary>The customer's birthday.</summary>
    Birthday = 6,

    /// <summary>A call-back was agreed, or an offer was put off until a day.</summary>
    CallBack = 7,

    /// <summary>A few days after a purchase: is the customer satisfied? Not a sale.</summary>
    AfterSale = 8,

    /// <summary>After a satisfied answer: whom could the customer recommend us to? Not a sale.</summary>
    Referral = 9,

    /// <summary>An offer waits for an answer, and no day was agreed.</summary>
    OpenOffer = 10,
}
