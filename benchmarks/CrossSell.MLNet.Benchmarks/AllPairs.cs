using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Benchmarks;

/// <summary>Every product with each of the first customers.</summary>
internal sealed class AllPairs(int customers, PurchaseMatrix matrix) : ColumnarView(SchemaOf(matrix), customers * matrix.Products.Count, CancellationToken.None)
{
    public override Delegate Getter(int column, RowPlace place) => column == 0
        ? (ValueGetter<uint>)((ref uint value) => value = KeyNames.KeyOf(place.Row / matrix.Products.Count))
        : (ValueGetter<uint>)((ref uint value) => value = KeyNames.KeyOf(place.Row % matrix.Products.Count));

    private static DataViewSchema SchemaOf(PurchaseMatrix matrix)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(PairView.Customer, KeyNames.Type(matrix.Customers.Count));
        builder.AddColumn(PairView.Product, KeyNames.Type(matrix.Products.Count));
        return builder.ToSchema();
    }
}
