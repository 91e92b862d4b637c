namespace CrossSell.ML.Report;

/// <summary>What a sale is taken to earn.</summary>
internal enum MarginKind
{
    /// <summary>The catalogue's margin.</summary>
    Margin = 0,

    /// <summary>The mean revenue of a purchase of the product, for no margin is known.</summary>
    Revenue = 1,

    /// <summary>One, for neither margins nor revenues are known: what is added up are sales.</summary>
    Purchases = 2,
}
