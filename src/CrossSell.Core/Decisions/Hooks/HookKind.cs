namespace CrossSell;

/// <summary>What makes a customer listen.</summary>
public enum HookKind
{
    /// <summary>A benefit beside the product, such as a year of assistance.</summary>
    ExtraBenefit = 0,

    /// <summary>A law or a tax changes.</summary>
    ChangeOfLaw = 1,

    /// <summary>An offer for a limited time.</summary>
    LimitedPromotion = 2,

    /// <summary>An advantage for this very kind of customer.</summary>
    SpecialAdvantage = 3,
}
