using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Tests.Views;

public sealed class ViewTests
{
    private static readonly PurchaseHistory History = PurchaseHistory.From(
    [
        new Purchase { Customer = "anna", Product = "tea", Time = new DateTime(2024, 1, 2), Quantity = 2, Revenue = 7.5 },
        new Purchase { Customer = "anna", Product = "milk", Time = new DateTime(2024, 1, 3) },
        new Purchase { Customer = "anna", Product = "tea", Time = new DateTime(2024, 1, 4) },
        new Purchase { Customer = "bob", Product = "rice", Time = new DateTime(2024, 1, 1) },
        new Purchase { Basket = "b1", Product = "milk", Time = new DateTime(2024, 1, 9) },
    ]);

    [Fact]
    public void Keys_are_one_based_at_both_ends_and_name_their_ids()
    {
        IDataView view = PurchaseDataView.Rows(History);
        var context = new MLContext(1);
        IDataView named = context.Transforms.Conversion.MapKeyToValue([new InputOutputColumnPair("C", "Customer"), new InputOutputColumnPair("P", "Product")]).Fit(view).Transform(view);

        Assert.Equal(new KeyDataViewType(typeof(uint), 2), view.Schema["Customer"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), view.Schema["Product"].Type);
        Assert.Equal([1u, 1u, 1u, 2u, 0u], ViewRows.Read<uint>(view, "Customer"));
        Assert.Equal(["anna", "anna", "anna", "bob", ""], ViewRows.Read<ReadOnlyMemory<char>>(named, "C").Select(text => text.ToString()));
        Assert.Equal(["tea", "milk", "tea", "rice", "milk"], ViewRows.Read<ReadOnlyMemory<char>>(named, "P").Select(text => text.ToString()));
    }

    [Fact]
    public void A_purchase_gives_its_numbers_and_times()
    {
        IDataView view = PurchaseDataView.Rows(History);

        Assert.Equal([2, 1, 1, 1, 1], ViewRows.Read<float>(view, "Quantity"));
        Assert.Equal([7.5f, float.NaN, float.NaN, float.NaN, float.NaN], ViewRows.Read<float>(view, "Revenue"));
        Assert.Equal(new DateTime(2024, 1, 2), ViewRows.Read<DateTime>(view, "Time")[0]);
        Assert.Equal(5, view.GetRowCount());
    }

    [Fact]
    public void Customers_come_with_each_of_their_products_once()
    {
        IDataView view = PurchaseDataView.ByCustomer(History);

        Assert.Equal(["anna", "bob"], ViewRows.Read<ReadOnlyMemory<char>>(view, "Customer").Select(text => text.ToString()));
        Assert.Equal(["milk tea", "rice"], ViewRows.Read<VBuffer<ReadOnlyMemory<char>>>(view, "Products").Select(ids => string.Join(' ', ids.DenseValues())));
    }

    [Fact]
    public void Pairs_stand_there_once_and_in_the_order_of_the_matrix()
    {
        IDataView view = PurchaseDataView.Pairs(PurchaseMatrix.Of(History));

        Assert.Equal([1u, 1u, 2u], ViewRows.Read<uint>(view, "Customer"));
        Assert.Equal([1u, 3u, 2u], ViewRows.Read<uint>(view, "Product"));
        Assert.Equal([1, 1, 1], ViewRows.Read<float>(view, "Label"));
    }

    [Fact]
    public void A_table_of_customers_is_read_as_it_stands()
    {
        CustomerTable table = new CustomerTableBuilder()
            .AddNumeric("income", [100, double.NaN]).AddCategorical("region", ["south", null]).AddBoolean("renter", [true, false])
            .AddDate("since", [new DateOnly(2020, 1, 1), null]).WithDate(new DateOnly(2024, 1, 1)).WithKeys(["a", "b"]).Build();
        IDataView view = CustomerDataView.Of(new LabeledCustomers(table, [true, false], [1, 2]));

        Assert.Equal([100, float.NaN], ViewRows.Read<float>(view, "income"));
        Assert.Equal([1u, 0u], ViewRows.Read<uint>(view, "region"));
        Assert.Equal([1, 0], ViewRows.Read<float>(view, "renter"));
        Assert.Equal(4, ViewRows.Read<float>(view, "since")[0], 1e-6);
        Assert.True(float.IsNaN(ViewRows.Read<float>(view, "since")[1]));
        Assert.Equal([true, false], ViewRows.Read<bool>(view, "Label"));
        Assert.Equal([1, 2], ViewRows.Read<float>(view, "Weight"));
        Assert.Equal(["a", "b"], ViewRows.Read<ReadOnlyMemory<char>>(view, "Key").Select(text => text.ToString()));
    }

    [Fact]
    public void Columns_that_would_be_taken_for_others_are_refused()
    {
        CustomerTable label = new CustomerTableBuilder().AddNumeric("Label", [1]).Build();
        CustomerTable undated = new CustomerTableBuilder().AddDate("since", [new DateOnly(2020, 1, 1)]).Build();

        Assert.Contains("'Label'", Assert.Throws<ArgumentException>(() => CustomerDataView.Of(label)).Message, StringComparison.Ordinal);
        Assert.Contains("'since'", Assert.Throws<ArgumentException>(() => CustomerDataView.Of(undated)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_of_ML_NET_learns_from_the_view_of_a_table()
    {
        LabeledCustomers customers = Generated.Customers(500, seed: 1);
        var context = new MLContext(1);
        IDataView view = CustomerDataView.Of(customers);
        var pipeline = context.Transforms.Categorical.OneHotEncoding("region")
            .Append(context.Transforms.ReplaceMissingValues("age"))
            .Append(context.Transforms.Concatenate("Features", "income", "contracts", "age", "region"))
            .Append(context.Transforms.NormalizeMeanVariance("Features"))
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression());

        IDataView scored = pipeline.Fit(view).Transform(view);

        Assert.True(context.BinaryClassification.Evaluate(scored).AreaUnderRocCurve > 0.7);
    }

    [Fact]
    public void Shuffled_rows_keep_their_ids_and_values()
    {
        IDataView view = CustomerDataView.Of(Generated.Customers(3_000, seed: 1).Table);
        IDataView shuffled = new MLContext(1).Data.ShuffleRows(view, seed: 1);
        List<float> plain = ViewRows.Read<float>(view, "income");
        DataViewSchema.Column income = shuffled.Schema["income"];
        using DataViewRowCursor cursor = shuffled.GetRowCursor([income]);
        ValueGetter<float> read = cursor.GetGetter<float>(income);
        ValueGetter<DataViewRowId> readId = cursor.GetIdGetter();
        var seen = new List<int>();
        while (cursor.MoveNext())
        {
            float value = 0;
            DataViewRowId id = default;
            read(ref value);
            readId(ref id);
            seen.Add((int)id.Low);
            Assert.Equal(plain[(int)id.Low], value);
        }

        Assert.NotEqual(Enumerable.Range(0, 3_000), seen);
        Assert.Equal(Enumerable.Range(0, 3_000), seen.Order());
    }

    [Fact]
    public void Reading_a_row_allocates_nothing()
    {
        var view = new FeatureView(CrossSell.ML.PropensityFeaturizer.Fit(Generated.Customers(200, 1).Table).Encode(Generated.Customers(5_000, 2).Table), null, null, default);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        ValueGetter<bool> label = cursor.GetGetter<bool>(view.Schema["Label"]);
        VBuffer<float> vector = default;
        bool answer = false;
        for (int warm = 0; warm < 500; warm++)
        {
            cursor.MoveNext();
            features(ref vector);
            label(ref answer);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
        {
            features(ref vector);
            label(ref answer);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_500);
    }

    [Fact]
    public void A_cursor_refuses_what_it_was_not_asked_for_and_stays_at_its_end()
    {
        IDataView view = PurchaseDataView.Rows(History);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Product"]]);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<uint>(view.Schema["Customer"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Product"]));
        while (cursor.MoveNext())
        {
        }

        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
    }

    [Fact]
    public void A_pass_ends_when_the_token_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        IDataView view = CustomerDataView.Of(Generated.Customers(3_000, seed: 1).Table, source.Token);
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        Assert.True(cursor.MoveNext());
        source.Cancel();

        int rows = 1;
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (cursor.MoveNext())
            {
                rows++;
            }
        });
        Assert.InRange(rows, 1, 1_024);
    }
}
