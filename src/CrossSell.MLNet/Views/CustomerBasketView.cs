using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>The view behind <see cref="PurchaseDataView.ByCustomer"/>.</summary>
internal sealed class CustomerBasketView(PurchaseHistory history, CancellationToken cancellationToken) : ColumnarView(SchemaOf(), history.Customers.Count, cancellationToken)
{
    // Each product's text once, however many rows name it.
    private readonly ReadOnlyMemory<char>[] _products = [.. history.Products.Select(id => id.AsMemory())];

    public override Delegate Getter(int column, RowPlace place)
    {
        if (column == 0)
        {
            return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = history.Customers[place.Row].AsMemory());
        }

        int[] places = [];
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            (int start, int length) = history.RowsOf(place.Row).GetOffsetAndLength(history.Count);
            if (places.Length < length)
            {
                places = new int[length * 2];
            }

            int count = Different(history.ProductOfRow.Slice(start, length), places);
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, count);
            for (int at = 0; at < count; at++)
            {
                editor.Values[at] = _products[places[at]];
            }

            value = editor.Commit();
        });
    }

    private static int Different(ReadOnlySpan<int> products, int[] places)
    {
        products.CopyTo(places);
        places.AsSpan(0, products.Length).Sort();
        int count = 0;
        for (int at = 0; at < products.Length; at++)
        {
            if (count == 0 || places[at] != places[count - 1])
            {
                places[count++] = places[at];
            }
        }

        return count;
    }

    private static DataViewSchema SchemaOf()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Customer", TextDataViewType.Instance);
        builder.AddColumn("Products", new VectorDataViewType(TextDataViewType.Instance));
        return builder.ToSchema();
    }
}
