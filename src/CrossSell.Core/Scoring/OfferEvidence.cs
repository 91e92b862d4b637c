namespace CrossSell;

/// <summary>What an offer's score rests on.</summary>
public enum OfferEvidence
{
    /// <summary>A rule whose antecedent the customer has.</summary>
    Rule = 0,

    /// <summary>The product's popularity, because no rule with a higher confidence speaks for it.</summary>
    Popularity = 1,

    /// <summary>The product's popularity, because nothing is known about this customer that any rule could use.</summary>
    ColdStart = 2,

    /// <summary>The learned probability, where no rule speaks: what the customer has and is.</summary>
    Propensity = 3,

    /// <summary>What the customer has bought: without it the product would be scored lower. Of a model that ranks.</summary>
    OwnedProduct = 4,

    /// <summary>That many have bought the product of late: without that it would be scored lower. Of a model that ranks.</summary>
    Trend = 5,
}
