using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CrossSell.Data.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly SqliteConnection _connection;

    public DatabaseTests()
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task A_query_is_loaded_by_the_names_of_its_columns()
    {
        Execute("create table sales (customer_id integer, sku text, invoice_date text, qty real, price real, channel text)");
        Execute("insert into sales values (7, '007', '2024-03-31 14:05:00', 2, 2.5, 'web'), (8, 'b', null, null, null, null)");

        PurchaseHistory history = await LoadAsync("select * from sales");

        Purchase purchase = Assert.Single(history.PurchasesOf(new CustomerId("7")));
        Assert.Equal(("007", 2.0, 5.0, "web"), (purchase.Product, purchase.Quantity, purchase.Revenue, purchase.Channel));
        Assert.Equal(new DateTime(2024, 3, 31, 14, 5, 0), purchase.Time);
        Assert.Null(Assert.Single(history.PurchasesOf(new CustomerId("8"))).Time);
    }

    [Fact]
    public async Task Columns_can_be_mapped_and_further_ones_kept()
    {
        var options = new DbPurchaseOptions();
        options.Columns.Product = "thing";
        options.Columns.Extras.Add("colour");

        PurchaseHistory history = await LoadAsync("select 1 as customer, 'a' as thing, 'red' as colour", options);

        Assert.Equal("red", history.ExtraOf(0, "colour"));
    }

    [Fact]
    public async Task A_bad_value_names_row_column_and_value()
    {
        BadRow fault = (await Assert.ThrowsAsync<PurchaseFormatException>(
            () => LoadAsync("select 1 as customer, 'a' as product, 1 as quantity union all select 2, 'b', 'many'"))).BadRow;

        Assert.Equal(("query", 2, "quantity", "many"), (fault.Source, fault.Line, fault.Column, fault.Value));
    }

    [Fact]
    public async Task A_missing_product_names_the_column_of_the_query()
    {
        BadRow fault = (await Assert.ThrowsAsync<PurchaseFormatException>(() => LoadAsync("select 1 as customer, null as sku"))).BadRow;

        Assert.Equal((1, "sku"), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task A_block_of_bytes_is_no_id()
    {
        BadRow fault = (await Assert.ThrowsAsync<PurchaseFormatException>(() => LoadAsync("select 1 as customer, x'0102' as product"))).BadRow;

        Assert.Equal(("product", "2 bytes"), (fault.Column, fault.Value));
    }

    [Fact]
    public async Task A_fraction_is_no_id() =>
        Assert.Equal("product", (await Assert.ThrowsAsync<PurchaseFormatException>(() => LoadAsync("select 1 as customer, 1.5 as product"))).BadRow.Column);

    [Fact]
    public async Task Skipped_rows_are_reported()
    {
        var options = new DbPurchaseOptions { History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() } };

        PurchaseHistory history = await LoadAsync("select 1 as customer, 'a' as product union all select 2, null", options);

        Assert.Equal((2, 1, 1), (history.Report.RowsRead, history.Count, history.Report.BadRowCount));
    }

    [Fact]
    public async Task Purchases_can_be_filtered_on_the_way()
    {
        using DbCommand command = Command("select 1 as customer, 'a' as product union all select 2, 'b'");
        using DbDataReader reader = await command.ExecuteReaderAsync();

        List<Purchase> kept = await DbPurchases.ReadAsync(reader).Where(p => p.Customer == "2").ToListAsync();

        Assert.Equal("b", Assert.Single(kept).Product);
    }

    [Fact]
    public async Task Every_type_becomes_the_text_or_instant_that_it_means()
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("customer", typeof(Guid));
        table.Columns.Add("product", typeof(decimal));
        table.Columns.Add("basket", typeof(long));
        table.Columns.Add("date", typeof(DateTimeOffset));
        table.Columns.Add("until", typeof(DateOnly));
        table.Columns.Add("quantity", typeof(short));
        table.Columns.Add("amount", typeof(decimal));
        var customer = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        table.Rows.Add(customer, 12.00m, 9_000_000_000L, new DateTimeOffset(2024, 1, 1, 1, 0, 0, TimeSpan.FromHours(2)), new DateOnly(2025, 1, 1), (short)3, 9.99m);
        using DbDataReader reader = table.CreateDataReader();

        PurchaseHistory history = await DbPurchases.LoadAsync(reader);

        Purchase purchase = Assert.Single(history.PurchasesOf(new CustomerId("0f8fad5b-d9cb-469f-a165-70867728950e")));
        Assert.Equal(("12", "9000000000", 3.0, 9.99), (purchase.Product, purchase.Basket, purchase.Quantity, purchase.Revenue));
        Assert.Equal((new DateTime(2023, 12, 31, 23, 0, 0), new DateTime(2025, 1, 1)), (purchase.Time, purchase.HeldUntil));
    }

    [Fact]
    public async Task Cancellation_ends_the_load() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadAsync("select 1 as customer, 'a' as product", token: new CancellationToken(canceled: true)));

    private async Task<PurchaseHistory> LoadAsync(string sql, DbPurchaseOptions? options = null, CancellationToken token = default)
    {
        using DbCommand command = Command(sql);
        using DbDataReader reader = await command.ExecuteReaderAsync(CancellationToken.None);
        return await DbPurchases.LoadAsync(reader, options, progress: null, token);
    }

    private void Execute(string sql)
    {
        using DbCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
