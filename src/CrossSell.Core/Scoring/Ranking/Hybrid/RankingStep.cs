namespace CrossSell;

/// <summary>What a customer's ranking could rest on: the steps of the chain for customers of whom little is known, the best first.</summary>
public enum RankingStep
{
    /// <summary>What the customer has bought.</summary>
    Purchases = 0,

    /// <summary>What others have bought of late; nothing is known of the customer.</summary>
    Trend = 1,

    /// <summary>What others have bought at all; nothing is known of the customer, and purchases have no times.</summary>
    Popularity = 2,
}
