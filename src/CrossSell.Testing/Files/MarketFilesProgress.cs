using System.Runtime.InteropServices;

namespace CrossSell.Testing;

/// <summary>How far the writing of a market has come.</summary>
/// <param name="Done">Customers (of a grocery market: baskets) written so far.</param>
/// <param name="Total">Customers (baskets) to write.</param>
/// <param name="Purchases">Purchase rows written so far.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MarketFilesProgress(long Done, long Total, long Purchases);
