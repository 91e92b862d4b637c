using CrossSell.Tests;

namespace CrossSell.Data.Tests;

/// <summary>What docs/formats.md says of column names is what the readers do.</summary>
public class FormatsPageTests
{
    public static TheoryData<string, string> PurchaseColumns => Rows("Product", "Channel");

    public static TheoryData<string, string> CatalogColumns => Rows("product", "margin");

    public static TheoryData<string, string> RelationColumns => Rows("from", "days");

    [Theory]
    [MemberData(nameof(PurchaseColumns))]
    public void Every_documented_column_of_purchases_is_found(string role, string name)
    {
        string value = role switch
        {
            "Quantity" or "Revenue" or "UnitPrice" => "2",
            "Time" => "2024-01-01",
            "HeldUntil" => "2025-01-01",
            "TimeOfDay" => "12:30",
            _ => "x",
        };
        string others = role switch { "Product" => "customer", "TimeOfDay" => "customer,product,date", "Customer" or "Basket" => "product", _ => "customer,product" };
        string values = role == "TimeOfDay" ? "c,p,2024-01-01" : others.Replace("customer", "c", StringComparison.Ordinal).Replace("product", "p", StringComparison.Ordinal);

        Purchase purchase = Csv.Load($"{others},{name}\n{values},{value}\n").PurchaseAt(0);

        object? seen = role switch
        {
            "Product" => purchase.Product,
            "Customer" => purchase.Customer,
            "Basket" => purchase.Basket,
            "Time" => purchase.Time?.ToString("yyyy-MM-dd", null),
            "TimeOfDay" => purchase.Time?.ToString("HH:mm", null),
            "Quantity" => purchase.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "Revenue" or "UnitPrice" => purchase.Revenue?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "HeldUntil" => purchase.HeldUntil?.ToString("yyyy-MM-dd", null),
            "Seller" => purchase.Seller,
            "Channel" => purchase.Channel,
            _ => null,
        };
        Assert.Equal(value, seen);
    }

    [Theory]
    [MemberData(nameof(CatalogColumns))]
    public void Every_documented_column_of_products_is_found(string column, string name)
    {
        string text = column == "product" ? $"{name}\nx\n" : $"product,{name}\np,{(column == "kind" ? "repurchasable" : "7")}\n";

        Product product = Assert.Single(CsvCatalog.Load(new StringReader(text), "products.csv"));

        Assert.True(column switch
        {
            "product" => product.Id.Value == "x",
            "name" => product.Name.Default == "7",
            "category" => product.Category == "7",
            "kind" => product.Kind == ProductKind.Repurchasable,
            _ => product.Margin == 7,
        });
    }

    private static TheoryData<string, string> Rows(string first, string last)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "formats.md"));
        int start = Array.FindIndex(lines, l => l.StartsWith($"| `{first}` |", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, l => l.StartsWith($"| `{last}` |", StringComparison.Ordinal));
        var data = new TheoryData<string, string>();
        foreach (string line in lines[start..(end + 1)])
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (string name in cells[2].Split(", "))
            {
                data.Add(cells[1].Trim('`'), name);
            }
        }

        return data;
    }
}
