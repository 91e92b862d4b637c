using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What is mined, and what one transaction of it is.</summary>
internal sealed record Baskets(Transactions Transactions, TransactionUnit Unit)
{
    /// <summary>The purchases themselves, where their order matters; else null.</summary>
    public PurchaseHistory? History { get; init; }

    /// <summary>Whether the input would also give customers.</summary>
    public bool MayCountCustomers { get; init; }

    /// <summary>One transaction as people say it.</summary>
    public string UnitName => Unit == TransactionUnit.Customer ? "customer" : "basket";
}
