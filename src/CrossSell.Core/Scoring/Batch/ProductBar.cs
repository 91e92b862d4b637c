namespace CrossSell;

/// <summary>Bars products for one customer of a batch.</summary>
/// <param name="customer">The customer's place in <see cref="PurchaseHistory.Customers"/>.</param>
/// <param name="barred">All 0; a bit that is set, p of word p / 64, bars the product at place p of <see cref="CrossSellModel.Products"/>.</param>
public delegate void ProductBar(int customer, Span<ulong> barred);
