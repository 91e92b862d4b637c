using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>The view behind <see cref="PurchaseDataView.Pairs"/>.</summary>
internal sealed class PairView : ColumnarView
{
    public const string Customer = "Customer";
    public const string Product = "Product";
    public const string Label = "Label";

    private readonly PurchaseMatrix _purchases;
    private readonly int[] _starts;

    public PairView(PurchaseMatrix purchases, CancellationToken cancellationToken)
        : base(SchemaOf(purchases), purchases.Count, cancellationToken)
    {
        _purchases = purchases;
        _starts = new int[purchases.Customers.Count + 1];
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            _starts[customer + 1] = _starts[customer] + purchases[customer].Count;
        }
    }

    public override Delegate Getter(int column, RowPlace place)
    {
        int customer = 0;
        return column switch
        {
            0 => (ValueGetter<uint>)((ref uint value) => value = KeyNames.KeyOf(customer = CustomerOf(place.Row, customer))),
            1 => (ValueGetter<uint>)((ref uint value) =>
            {
                customer = CustomerOf(place.Row, customer);
                value = KeyNames.KeyOf(_purchases[customer].Products[place.Row - _starts[customer]]);
            }),
            _ => (ValueGetter<float>)((ref float value) => value = 1),
        };
    }

    private int CustomerOf(int row, int guess)
    {
        if (row >= _starts[guess] && row < _starts[guess + 1])
        {
            return guess;
        }

        // The last customer whose pairs begin at the row or before has it; those without pairs begin where the next one does.
        int low = 0;
        int high = _starts.Length - 1;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _starts[middle] <= row ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static DataViewSchema SchemaOf(PurchaseMatrix purchases)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(Customer, KeyNames.Type(purchases.Customers.Count), KeyNames.Annotations(purchases.Customers));
        builder.AddColumn(Product, KeyNames.Type(purchases.Products.Count), KeyNames.Annotations(purchases.Products));
        builder.AddColumn(Label, NumberDataViewType.Single);
        return builder.ToSchema();
    }
}
