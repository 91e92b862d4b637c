namespace CrossSell;

/// <summary>What is wrong with one row, before it is known where the row stands.</summary>
/// <param name="Column">The column at fault, by its role: <c>product</c>, <c>quantity</c>, ...</param>
/// <param name="Value">The value seen.</param>
/// <param name="Expected">What was expected instead, as the end of a sentence.</param>
public readonly record struct RowFault(string Column, string Value, string Expected);
