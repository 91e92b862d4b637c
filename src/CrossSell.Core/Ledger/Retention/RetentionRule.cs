namespace CrossSell.Ledger;

/// <summary>Says, as a pure function, which offers, answers and holds of one customer must stay although their period is over.</summary>
/// <param name="rows">All offers, answers, holds and changes of class of the customer.</param>
/// <param name="expired">Those offers, answers and holds among them that are past their period; of a product all offers and answers or none.</param>
/// <param name="now">The ledger's instant.</param>
/// <returns>The rows of <paramref name="expired"/> that are still needed; what is not among them is deleted.</returns>
public delegate RootView RetentionRule(RootView rows, RootView expired, DateTimeOffset now);
