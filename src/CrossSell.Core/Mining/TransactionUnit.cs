namespace CrossSell.Mining;

/// <summary>What one transaction is.</summary>
public enum TransactionUnit
{
    /// <summary>A customer with all products ever bought or held: "customers with a building insurance also have household contents insurance".</summary>
    Customer = 0,

    /// <summary>A basket (an invoice, a visit): "who buys charcoal buys sausages with it".</summary>
    Basket = 1,
}
