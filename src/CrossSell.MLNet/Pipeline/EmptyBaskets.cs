using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>No row of products, with their column.</summary>
internal sealed class EmptyBaskets(string column) : ColumnarView(SchemaOf(column), count: 0, CancellationToken.None)
{
    public override Delegate Getter(int column, RowPlace place) => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> _) => { });

    private static DataViewSchema SchemaOf(string column)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(column, new VectorDataViewType(TextDataViewType.Instance));
        return builder.ToSchema();
    }
}
