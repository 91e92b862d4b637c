using Microsoft.ML.Data;

namespace CrossSell.MLNet.Benchmarks;

/// <summary>A pair as an object; keys in objects begin at 0, where those in views begin at 1.</summary>
public sealed class PairRow
{
    /// <summary>The customer's place.</summary>
    [KeyType(count: ScorePairs.Customers)]
    public uint Customer { get; set; }

    /// <summary>The product's place.</summary>
    [KeyType(count: ScorePairs.Products)]
    public uint Product { get; set; }
}
