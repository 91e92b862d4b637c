using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What is mined, and what one transaction of it is.</summary>
internal sealed record Baskets(Transactions Transactions, TransactionUnit Unit)
{
    /// <summary>The unit as people say it.</summary>
    public string UnitName => Unit == TransactionUnit.Customer ? "customers" : "baskets";
}
