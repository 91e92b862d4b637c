namespace CrossSell.Core.Tests.Propensity;

public sealed class HistoryFeatureTests
{
    private static readonly DateTime s_snapshot = new(2025, 7, 1);

    private static readonly HistoryFeatures s_features = new(
        [
            new(HistoryFeatureKind.Owns, "building"), new(HistoryFeatureKind.Owns, "trip"), new(HistoryFeatureKind.OwnsCategory, "Property"),
            new(HistoryFeatureKind.MonthsSinceProduct, "building"), new(HistoryFeatureKind.MonthsSinceLast), new(HistoryFeatureKind.MonthsSinceFirst),
            new(HistoryFeatureKind.Purchases), new(HistoryFeatureKind.Revenue), new(HistoryFeatureKind.Products),
            new(HistoryFeatureKind.Contacts), new(HistoryFeatureKind.Declines),
        ],
        new HashSet<string> { "trip" },
        new Dictionary<string, string> { ["building"] = "Property", ["household"] = "Property" });

    [Fact]
    public void Features_are_what_a_person_reads_off_the_purchases()
    {
        CustomerTable table = s_features.Table(Book(), s_snapshot, contacts: new CustomerContacts(
        [
            new CustomerContact(new CustomerId("a"), new DateTime(2025, 1, 1), Declined: true),
            new CustomerContact(new CustomerId("a"), new DateTime(2025, 2, 1), Declined: false),
            new CustomerContact(new CustomerId("a"), s_snapshot, Declined: true),
        ]));

        Assert.Equal(["a", "b", "c"], Enumerable.Range(0, table.Count).Select(table.Key));
        Assert.Equal(["true", "false", "false"], Texts(table, "has building"));
        Assert.Equal(["false", "true", "false"], Texts(table, "has trip"));
        Assert.Equal(["true", "false", "true"], Texts(table, "has any of Property"));
        Assert.Equal(["2", "2", "2"], Texts(table, "purchases so far"));
        Assert.Equal(["150", null, "7"], Texts(table, "revenue so far"));
        Assert.Equal(["1", "1", "0"], Texts(table, "products so far"));
        Assert.Equal(["2", "0", "0"], Texts(table, "contacts so far"));
        Assert.Equal(["1", "0", "0"], Texts(table, "declines so far"));
        Assert.Equal(181 / (365.25 / 12), Number(table, "months since building", 0), 12);
        Assert.Equal(91 / (365.25 / 12), Number(table, "months since the last purchase", 0), 12);
        Assert.Equal(181 / (365.25 / 12), Number(table, "months since the first purchase", 0), 12);
        Assert.Equal([null, null], Texts(table, "months since building")[1..]);
        Assert.Equal(new DateOnly(2025, 7, 1), table.AsOf(0));
    }

    [Fact]
    public void A_customer_without_a_purchase_before_the_snapshot_has_no_row()
    {
        PurchaseHistory history = Book();

        Assert.Contains("later", history.Customers);
        Assert.DoesNotContain("later", Keys(s_features.Table(history, s_snapshot)));
        Assert.Contains("later", Keys(s_features.Table(history, s_snapshot.AddDays(1))));
    }

    [Fact]
    public void Attributes_are_joined_by_the_customers_id_and_a_customer_without_a_row_has_gaps()
    {
        CustomerTable attributes = new CustomerTableBuilder().WithKeys(["c", "stranger", "a"])
            .AddNumeric("income", [3, 9, 1]).AddCategorical("region", ["south", "east", "north"]).AddDate("born", [new(1990, 1, 1), null, null]).Protect("born").Build();

        CustomerTable table = s_features.Table(Book(), s_snapshot, attributes);

        Assert.Equal(["1", null, "3"], Texts(table, "income"));
        Assert.Equal(["north", null, "south"], Texts(table, "region"));
        Assert.Equal([null, null, "1990-01-01"], Texts(table, "born"));
        Assert.True(table.Columns[^1].IsProtected);
    }

    [Fact]
    public void Attributes_that_cannot_be_joined_are_refused_with_the_reason()
    {
        Assert.Contains("no keys", Refusal(new CustomerTableBuilder().AddNumeric("income", [1])), StringComparison.Ordinal);
        Assert.Contains("'a' in rows 1 and 2", Refusal(new CustomerTableBuilder().AddNumeric("income", [1, 2]).WithKeys(["a", "a"])), StringComparison.Ordinal);
        Assert.Contains("'purchases so far'", Refusal(new CustomerTableBuilder().AddNumeric("purchases so far", [1]).WithKeys(["a"])), StringComparison.Ordinal);

        static string Refusal(CustomerTableBuilder table) => Assert.Throws<ArgumentException>(() => s_features.Table(Book(), s_snapshot, table.Build())).Message;
    }

    [Fact]
    public void Columns_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Features(new HistoryFeature(HistoryFeatureKind.Owns)));
        Assert.Throws<ArgumentException>(() => Features(new HistoryFeature(HistoryFeatureKind.Purchases, "building")));
        Assert.Throws<ArgumentException>(() => Features(new HistoryFeature(HistoryFeatureKind.Purchases), new HistoryFeature(HistoryFeatureKind.Purchases)));

        static HistoryFeatures Features(params HistoryFeature[] columns) => new(columns, new HashSet<string>(), new Dictionary<string, string>());
    }

    [Fact]
    public void Columns_are_chosen_by_what_the_history_has()
    {
        Purchase[] rows = [.. Enumerable.Range(0, 25).SelectMany(c => new[] { Bought($"c{c}", "often"), Bought($"c{c}", c < 19 ? "rare" : "other") })];

        Assert.Equal(["has often", "purchases so far", "products so far"], Names([.. rows.Select(row => row with { Time = null })]));
        Assert.Equal(["has often", "months since the last purchase", "months since the first purchase", "purchases so far", "products so far"], Names(rows));
        Assert.Contains("revenue so far", Names([.. rows.Select(row => row with { Revenue = 1 })]));

        static IEnumerable<string> Names(Purchase[] rows) => HistoryFeatures.Of(PurchaseHistory.From(rows), ProductCatalog.Empty).Columns.Select(column => column.Name);
        static Purchase Bought(string customer, string product) => new() { Customer = customer, Product = product, Time = new DateTime(2025, 1, 1) };
    }

    /// <summary>a holds building and once held household; b took trips; c holds household and is without building since the day before.</summary>
    private static PurchaseHistory Book() => PurchaseHistory.From(
    [
        new Purchase { Customer = "a", Product = "building", Time = new DateTime(2025, 1, 1), Revenue = 100 },
        new Purchase { Customer = "a", Product = "household", Time = new DateTime(2025, 4, 1), HeldUntil = s_snapshot, Revenue = 50 },
        new Purchase { Customer = "a", Product = "trip", Time = s_snapshot, Revenue = 9 },
        new Purchase { Customer = "b", Product = "trip", Time = new DateTime(2025, 3, 1), HeldUntil = new DateTime(2025, 3, 8) },
        new Purchase { Customer = "b", Product = "trip", Time = new DateTime(2025, 5, 1), HeldUntil = new DateTime(2025, 5, 8) },
        new Purchase { Customer = "c", Product = "household", Revenue = 7 },
        new Purchase { Customer = "c", Product = "building", Time = new DateTime(2025, 2, 1), HeldUntil = new DateTime(2025, 6, 30) },
        new Purchase { Customer = "later", Product = "building", Time = s_snapshot },
    ]);

    private static List<string?> Texts(CustomerTable table, string name)
    {
        Assert.True(table.TryGetColumn(name, out CustomerColumn? column), name);
        return [.. Enumerable.Range(0, column.Count).Select(column.Text)];
    }

    private static double Number(CustomerTable table, string name, int row) => table.TryGetColumn(name, out CustomerColumn? column) ? column.Numbers[row] : double.NaN;

    private static IEnumerable<string?> Keys(CustomerTable table) => Enumerable.Range(0, table.Count).Select(table.Key);
}
