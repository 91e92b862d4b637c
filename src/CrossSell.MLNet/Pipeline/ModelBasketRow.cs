using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>The same with the model itself, as it comes out of a model file of ML.NET.</summary>
internal sealed class ModelBasketRow : BasketRow
{
    /// <summary>See <see cref="ModelText"/>.</summary>
    [ColumnName("CrossSell.Model")]
    public ReadOnlyMemory<char> Model { get; set; }
}
