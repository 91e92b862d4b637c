using System.Globalization;
using System.Text;

namespace CrossSell.Data.Tests;

public class CsvValueTests
{
    [Theory]
    [InlineData("2024-03-31", "2024-03-31T00:00:00")]
    [InlineData("2024-03-31 14:05", "2024-03-31T14:05:00")]
    [InlineData("2024-03-31T14:05:09", "2024-03-31T14:05:09")]
    [InlineData("2024-03-31 14:05:09.5", "2024-03-31T14:05:09.5")]
    [InlineData("2024-03-31 14:05:09.1234567", "2024-03-31T14:05:09.1234567")]
    [InlineData("2024-03-31T14:05:09Z", "2024-03-31T14:05:09")]
    [InlineData("2024-03-31T01:05:00+02:00", "2024-03-30T23:05:00")]
    [InlineData("2024-12-31T23:30:00-0130", "2025-01-01T01:00:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00")]
    [InlineData(" 2024-03-31 ", "2024-03-31T00:00:00")]
    [InlineData("31.03.2024", "2024-03-31T00:00:00")]
    [InlineData("1.3.2024 8:05", null)]
    [InlineData("1.3.2024 08:05", "2024-03-01T08:05:00")]
    [InlineData("31.03.2024 14:05:09", "2024-03-31T14:05:09")]
    [InlineData("2023-02-29", null)]
    [InlineData("2024-13-01", null)]
    [InlineData("2024-03-31 24:00", null)]
    [InlineData("2024-03-31 14:05:60", null)]
    [InlineData("2024-03-31x", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("0001-01-01T00:00+01:00", null)]
    [InlineData("12/05/2011", null)]
    [InlineData("12-05-2011", null)]
    [InlineData("31.03.24", null)]
    [InlineData("20240331", null)]
    [InlineData("14:05", null)]
    [InlineData("soon", null)]
    public void Dates_that_mean_one_thing_are_taken_and_no_others(string text, string? expected)
    {
        string csv = $"customer,product,date\n1,a,{text}\n";
        if (expected is not null)
        {
            Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture), Csv.Single(csv).Time);
            return;
        }

        BadRow fault = Csv.FaultOf(csv);
        Assert.Equal((2, "date", text), (fault.Line, fault.Column, fault.Value));
    }

    [Fact]
    public void An_ambiguous_date_asks_for_the_date_format() =>
        Assert.Contains("dd/MM/yyyy or MM/dd/yyyy", Csv.FaultOf("customer,product,date\n1,a,12/05/2011\n").Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("dd/MM/yyyy", 2011, 5, 12)]
    [InlineData("MM/dd/yyyy", 2011, 12, 5)]
    public void A_date_format_decides(string format, int year, int month, int day) =>
        Assert.Equal(new DateTime(year, month, day), Csv.Single("customer,product,date\n1,a,12/05/2011\n", o => o.DateFormats.Add(format)).Time);

    [Fact]
    public void With_date_formats_no_other_notation_is_taken() =>
        Assert.Contains("dd/MM/yyyy", Csv.FaultOf("customer,product,date\n1,a,2011-05-12\n", o => o.DateFormats.Add("dd/MM/yyyy")).Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("en-US", "12/5/2011 3:30 PM", 12, 5, 15)]
    [InlineData("en-GB", "12/05/2011 15:30", 5, 12, 15)]
    [InlineData("de-DE", "12.05.2011 15:30", 5, 12, 15)]
    [InlineData("de-DE", "2011-05-12 15:30", 5, 12, 15)]
    public void A_culture_adds_its_own_notations(string culture, string text, int month, int day, int hour) =>
        Assert.Equal(
            new DateTime(2011, month, day, hour, 30, 0),
            Csv.Single($"customer,product,date\n1,a,{text}\n", o => o.Culture = CultureInfo.GetCultureInfo(culture)).Time);

    [Theory]
    [InlineData("3", 3.0)]
    [InlineData("2.5", 2.5)]
    [InlineData(" 2.50 ", 2.5)]
    [InlineData("+4", 4.0)]
    [InlineData("1e2", 100.0)]
    [InlineData(".5", 0.5)]
    [InlineData("0.1", 0.1)]
    [InlineData("123456789012345", 123456789012345.0)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    [InlineData("123456789.123456", 123456789.123456)]
    public void Numbers_have_a_decimal_point(string text, double expected) =>
        Assert.Equal(expected, Csv.Single($"customer,product,quantity\n1,a,{text}\n").Quantity);

    [Theory]
    [InlineData("1;5")]
    [InlineData("\"1,234\"")]
    [InlineData("abc")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    public void What_is_no_number_is_refused(string text)
    {
        BadRow fault = Csv.FaultOf($"customer,product,quantity\n1,a,{text}\n");

        Assert.Equal((2, "quantity", text.Trim('"')), (fault.Line, fault.Column, fault.Value));
    }

    [Fact]
    public void A_decimal_comma_without_a_culture_says_what_to_do() =>
        Assert.Contains("de-DE", Csv.FaultOf("customer;product;quantity\n1;a;1,5\n").Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("de-DE", "1,5", 1.5)]
    [InlineData("de-DE", "1.234,56", 1234.56)]
    [InlineData("de-DE", "1.234.567", 1234567.0)]
    [InlineData("de-DE", "-1.234", -1234.0)]
    [InlineData("de-DE", "1.5", null)]
    [InlineData("de-DE", "1.2345", null)]
    [InlineData("de-DE", "1234.567", null)]
    [InlineData("de-DE", "1,234.5", null)]
    [InlineData("en-US", "1,234.5", 1234.5)]
    [InlineData("en-US", "1,5", null)]
    [InlineData("fr-FR", "1 234,5", 1234.5)]
    [InlineData("en-IN", "12,34,567.5", 1234567.5)]
    public void A_culture_decides_over_separators(string culture, string text, double? expected)
    {
        string csv = $"customer;product;amount\n1;a;{text}\n";
        void UseCulture(CsvPurchaseOptions o) => o.Culture = CultureInfo.GetCultureInfo(culture);
        if (expected is not null)
        {
            Assert.Equal(expected, Csv.Single(csv, UseCulture).Revenue);
            return;
        }

        Assert.Equal(text, Csv.FaultOf(csv, UseCulture).Value);
    }

    [Fact]
    public void Ids_keep_their_exact_text()
    {
        PurchaseHistory history = Csv.Load("customer,product\n007, a b \n7,A B\n7,a b\n7,Ünïcode😀\n");

        Assert.Equal(["007", "7"], history.Customers);
        Assert.Equal([" a b ", "A B", "a b", "Ünïcode😀"], history.Products.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_empty_optional_field_is_absent()
    {
        Purchase purchase = Csv.Single("customer,basket,product,date,quantity,revenue,until,seller,channel\n1,,a,,, ,,,\n");

        Assert.Equal((null, null, null, null), (purchase.Basket, purchase.Time, purchase.Revenue, purchase.HeldUntil));
        Assert.Equal((null, null), (purchase.Seller, purchase.Channel));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_decides_over_the_encoding(string encoding)
    {
        var e = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. e.GetPreamble(), .. e.GetBytes("Produkt,Kunde\nTür,Jörg\n")];

        PurchaseHistory history = Csv.LoadBytes(bytes);

        Assert.Equal(("Tür", "Jörg"), (history.Products[0], history.Customers[0]));
    }

    [Fact]
    public void Windows_1252_is_read_when_asked_for_and_told_when_not()
    {
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("customer,product\n1,Tür\n");

        Assert.Equal("Tür", Csv.LoadBytes(bytes, o => o.Encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)).Products[0]);
        BadRow fault = Csv.FaultOf(bytes);
        Assert.Equal((2, "product"), (fault.Line, fault.Column));
        Assert.Contains("encoding", fault.Expected, StringComparison.Ordinal);
    }
}
