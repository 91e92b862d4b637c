namespace CrossSell;

/// <summary>What a customer's ranking could rest on: the steps of the chain for customers of whom little is known, the best first.</summary>
public enum RankingStep
{
    /// <summary>What the customer has bought and what he is.</summary>
    PurchasesAndAttributes = 0,

    /// <summary>What the customer has bought; of his attributes none is known, or none counts.</summary>
    Purchases = 1,

    /// <summary>What the customer is; he has bought nothing.</summary>
    Attributes = 2,

    /// <summary>What others have bought of late; nothing is known of the customer.</summary>
    Trend = 3,

    /// <summary>What others have bought at all; nothing is known of the customer, and purchases have no times.</summary>
    Popularity = 4,
}
