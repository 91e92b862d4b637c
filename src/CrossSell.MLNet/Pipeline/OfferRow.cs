using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>What is added to a row.</summary>
internal sealed class OfferRow
{
    /// <summary>The ids of the products to offer, best first.</summary>
    [ColumnName("CrossSell.Recommendations")]
    public VBuffer<ReadOnlyMemory<char>> Recommendations { get; set; }

    /// <summary>Their scores.</summary>
    [ColumnName("CrossSell.Scores")]
    public VBuffer<float> Scores { get; set; }
}
