using System.Text;

namespace CrossSell.Data.Tests;

/// <summary>Loads CSV that stands in the test itself.</summary>
internal static class Csv
{
    public const string Source = "sales.csv";

    public static PurchaseHistory Load(string text, Action<CsvPurchaseOptions>? configure = null)
    {
        var options = new CsvPurchaseOptions();
        configure?.Invoke(options);
        return CsvPurchases.Load(new StringReader(text), Source, options);
    }

    public static PurchaseHistory LoadBytes(byte[] bytes, Action<CsvPurchaseOptions>? configure = null)
    {
        var options = new CsvPurchaseOptions();
        configure?.Invoke(options);
        return CsvPurchases.Load(new MemoryStream(bytes), Source, options);
    }

    public static BadRow FaultOf(string text, Action<CsvPurchaseOptions>? configure = null) =>
        Assert.Throws<PurchaseFormatException>(() => Load(text, configure)).BadRow;

    public static BadRow FaultOf(byte[] bytes) => Assert.Throws<PurchaseFormatException>(() => LoadBytes(bytes)).BadRow;

    /// <summary>The only purchase of a file with one row.</summary>
    public static Purchase Single(string text, Action<CsvPurchaseOptions>? configure = null)
    {
        PurchaseHistory history = Load(text, configure);
        Assert.Equal(1, history.Count);
        return Assert.Single(history.PurchasesOf(new CustomerId(history.Customers[0])));
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
