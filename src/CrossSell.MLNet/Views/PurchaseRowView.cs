using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>The view behind <see cref="PurchaseDataView.Rows"/>.</summary>
internal sealed class PurchaseRowView(PurchaseHistory history, CancellationToken cancellationToken) : ColumnarView(SchemaOf(history), history.Count, cancellationToken)
{
    public override Delegate Getter(int column, RowPlace place)
    {
        switch (column)
        {
            case 0:
                int customer = 0;
                return (ValueGetter<uint>)((ref uint value) =>
                {
                    customer = CustomerOf(place.Row, customer);
                    value = KeyNames.KeyOf(customer < history.Customers.Count ? customer : -1);
                });
            case 1:
                return (ValueGetter<uint>)((ref uint value) => value = KeyNames.KeyOf(history.ProductOfRow[place.Row]));
            case 2:
                return (ValueGetter<float>)((ref float value) => value = (float)history.QuantityOf(place.Row));
            case 3:
                return (ValueGetter<float>)((ref float value) => value = (float)(history.RevenueOf(place.Row) ?? double.NaN));
            default:
                return (ValueGetter<DateTime>)((ref DateTime value) => value = history.TimeOf(place.Row) ?? DateTime.MinValue);
        }
    }

    // Rows stand by customer: mostly it is the one of the row before. Behind the last customer's rows come those of nobody.
    private int CustomerOf(int row, int guess)
    {
        if (guess < history.Customers.Count && Contains(history.RowsOf(guess), row))
        {
            return guess;
        }

        int low = 0;
        int high = history.Customers.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = history.RowsOf(middle).End.Value <= row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool Contains(Range rows, int row) => row >= rows.Start.Value && row < rows.End.Value;

    private static DataViewSchema SchemaOf(PurchaseHistory history)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Customer", KeyNames.Type(history.Customers.Count), KeyNames.Annotations(history.Customers));
        builder.AddColumn("Product", KeyNames.Type(history.Products.Count), KeyNames.Annotations(history.Products));
        builder.AddColumn("Quantity", NumberDataViewType.Single);
        builder.AddColumn("Revenue", NumberDataViewType.Single);
        if (history.FirstTime is not null)
        {
            builder.AddColumn("Time", DateTimeDataViewType.Instance);
        }

        return builder.ToSchema();
    }
}
