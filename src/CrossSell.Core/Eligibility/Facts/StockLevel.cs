namespace CrossSell;

/// <summary>What is in stock under one key.</summary>
/// <param name="Available">How many; 0 or less is out of stock.</param>
/// <param name="ExpectedAt">When more is expected; null when nobody knows.</param>
public sealed record StockLevel(long Available, DateTimeOffset? ExpectedAt = null);
