using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>What a row has to say.</summary>
internal class BasketRow
{
    /// <summary>The ids of the products.</summary>
    [ColumnName("CrossSell.Products")]
    public VBuffer<ReadOnlyMemory<char>> Products { get; set; }
}
