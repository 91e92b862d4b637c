namespace CrossSell.Data.Tests;

public class CsvColumnTests
{
    [Theory]
    [InlineData("customer_id,product_id,timestamp,quantity,price")]
    [InlineData("Customer ID,StockCode,Invoice Date,Qty,Unit-Price")]
    [InlineData("Kundennummer,Artikelnummer,Kaufdatum,Stück,Einzelpreis")]
    [InlineData("KUNDE,Produkt,Datum,Menge,Preis")]
    [InlineData("user,item,date,quantity,price")]
    public void Columns_are_found_by_their_English_and_German_names(string header)
    {
        Purchase purchase = Csv.Single(header + "\nC1,P1,2024-03-31,2,2.5\n");

        Assert.Equal("C1", purchase.Customer);
        Assert.Equal("P1", purchase.Product);
        Assert.Equal(new DateTime(2024, 3, 31), purchase.Time);
        Assert.Equal(2, purchase.Quantity);
        Assert.Equal(5, purchase.Revenue);
    }

    [Fact]
    public void Every_role_is_taken_from_its_column()
    {
        Purchase purchase = Csv.Single(
            "Vertrag;Kunde;Sparte;Beginn;Ende;Jahresbeitrag;Vermittler;Vertriebsweg;Tarif\n4711;C1;Hausrat;01.02.2024;31.12.2025;119.90;V7;Makler;Komfort\n",
            o =>
            {
                o.Columns.Product = "sparte";
                o.Columns.Extras.Add("Tarif");
            });

        Assert.Equal("4711", purchase.Basket);
        Assert.Equal("Hausrat", purchase.Product);
        Assert.Equal(new DateTime(2024, 2, 1), purchase.Time);
        Assert.Equal(new DateTime(2025, 12, 31), purchase.HeldUntil);
        Assert.Equal(119.90, purchase.Revenue);
        Assert.Equal("V7", purchase.Seller);
        Assert.Equal("Makler", purchase.Channel);
        Assert.Equal("Komfort", purchase.Extras!["Tarif"]);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_found_in_the_header_outside_quotes(char separator)
    {
        string text = "\"product,;|\tx\"#customer#item\na#C1#P1\n".Replace('#', separator);

        Assert.Equal("P1", Csv.Single(text).Product);
    }

    [Fact]
    public void Date_and_time_in_two_columns_make_one_instant() =>
        Assert.Equal(new DateTime(2016, 10, 30, 9, 58, 11), Csv.Single("Date,Time,Customer,Item\n2016-10-30,09:58:11,1,Bread\n").Time);

    [Fact]
    public void Revenue_goes_before_price_and_price_fills_its_gaps()
    {
        PurchaseHistory history = Csv.Load("customer,product,quantity,price,revenue\n1,a,3,2,5\n1,b,3,2,\n1,c,,2,\n");

        Assert.Equal([5.0, 6.0, 2.0], history.PurchasesOf(new CustomerId("1")).Select(p => p.Revenue!.Value));
    }

    [Fact]
    public void Two_columns_that_could_be_the_product_are_an_error_that_says_how_to_choose()
    {
        BadRow fault = Csv.FaultOf("customer,item,sku\n1,a,b\n");

        Assert.Equal(1, fault.Line);
        Assert.Contains("'item' (column 2) and 'sku' (column 3)", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("PurchaseColumns.Product", fault.Expected, StringComparison.Ordinal);
        Assert.Equal("b", Csv.Single("customer,item,sku\n1,a,b\n", o => o.Columns.Product = "sku").Product);
    }

    [Fact]
    public void A_role_set_to_nothing_is_not_taken() =>
        Assert.Null(Csv.Single("customer,item,date,orderdate\n1,a,x,y\n", o => o.Columns.Time = "").Time);

    [Fact]
    public void A_header_without_a_product_names_its_columns_and_what_was_recognised()
    {
        BadRow fault = Csv.FaultOf("customer,thing\n1,a\n");

        Assert.Contains("'customer', 'thing'", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("customer = column 1", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_without_customer_and_basket_is_an_error() =>
        Assert.Contains("customer or the basket", Csv.FaultOf("product,date\na,2024-01-01\n").Expected, StringComparison.Ordinal);

    [Fact]
    public void The_same_name_twice_is_an_error_only_when_it_is_used()
    {
        Assert.Contains("columns 3 and 4", Csv.FaultOf("customer,product,x,x\n1,a,b,c\n", o => o.Columns.Extras.Add("x")).Expected, StringComparison.Ordinal);
        Assert.Equal("a", Csv.Single("customer,product,x,x\n1,a,b,c\n").Product);
        Assert.Equal("c", Csv.Single("customer,product,x,x\n1,a,b,c\n", o => o.Columns.Extras.Add("4")).Extras!["x"]);
    }

    [Fact]
    public void A_column_that_the_header_lacks_is_named() =>
        Assert.Contains("a column 'Kunde' for the customer; the header has 'a', 'b'", Csv.FaultOf("a,b\n1,2\n", o => o.Columns.Customer = "Kunde").Expected, StringComparison.Ordinal);

    [Fact]
    public void A_column_named_like_a_number_goes_before_the_number() =>
        Assert.Equal("x", Csv.Single("customer,a,2\n1,y,x\n", o => o.Columns.Product = "2").Product);

    [Fact]
    public void Without_a_header_columns_are_given_by_number()
    {
        Purchase purchase = Csv.Single("7,a,C9\n", o =>
        {
            o.HasHeader = false;
            o.Columns.Product = "2";
            o.Columns.Customer = "3";
        });

        Assert.Equal(("a", "C9"), (purchase.Product, purchase.Customer));
    }

    [Fact]
    public void Options_report_every_fault_at_once()
    {
        var options = new CsvPurchaseOptions { HasHeader = false, Delimiter = '"' };
        options.Columns.Product = "item";
        options.DateFormats.Add("HH:mm");
        options.History.Returns = (ReturnHandling)9;

        string message = Assert.Throws<ArgumentException>(() => CsvPurchases.Load(new StringReader("x"), Csv.Source, options)).Message;

        Assert.All(["Delimiter", "'item'", "HH:mm", "Returns"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
