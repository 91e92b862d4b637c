using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>The same number for every row, under which the model is looked up.</summary>
internal sealed class KeyRow
{
    /// <summary>Always 0.</summary>
    [ColumnName("CrossSell.Key")]
    public int Key { get; set; }
}
