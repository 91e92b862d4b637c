namespace CrossSell.Data;

/// <summary>What a column of a source can mean.</summary>
internal enum PurchaseRole
{
    Product,
    Customer,
    Basket,
    Time,
    TimeOfDay,
    Quantity,
    Revenue,
    UnitPrice,
    HeldUntil,
    Seller,
    Channel,
}
