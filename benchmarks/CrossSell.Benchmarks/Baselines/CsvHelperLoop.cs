using System.Globalization;
using CsvHelper;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>
/// The plain way to load purchases: ask CsvHelper for every field as the type it has, number the ids with a dictionary, then bring the rows of each customer
/// together. It is what one writes first, and what <c>CsvPurchases.Load</c> is compared with.
/// </summary>
public sealed class CsvHelperLoop
{
    private readonly Dictionary<string, int> _customerNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _productNumbers = new(StringComparer.Ordinal);
    private readonly List<int> _customers = [];
    private readonly List<int> _products = [];
    private readonly List<DateTime> _times = [];
    private readonly List<double> _quantities = [];
    private readonly List<double> _revenues = [];

    private CsvHelperLoop()
    {
    }

    /// <summary>The number of rows.</summary>
    public int Count => _customers.Count;

    /// <summary>The number of different customers.</summary>
    public int CustomerCount => _customerNumbers.Count;

    /// <summary>The number of different products.</summary>
    public int ProductCount => _productNumbers.Count;

    /// <summary>The sum of all revenues, to compare two loaders by.</summary>
    public double TotalRevenue => _revenues.Sum();

    /// <summary>Where each customer's rows begin in <see cref="RowsByCustomer"/>.</summary>
    public int[] CustomerStarts { get; private set; } = [];

    /// <summary>The rows, customer after customer.</summary>
    public int[] RowsByCustomer { get; private set; } = [];

    /// <summary>Loads a file with the columns customer_id, product_id, timestamp, quantity, price.</summary>
    public static CsvHelperLoop Load(string path)
    {
        var table = new CsvHelperLoop();
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            double quantity = csv.GetField<double>("quantity");
            table._customers.Add(NumberOf(table._customerNumbers, csv.GetField<string>("customer_id")!));
            table._products.Add(NumberOf(table._productNumbers, csv.GetField<string>("product_id")!));
            table._times.Add(csv.GetField<DateTime>("timestamp"));
            table._quantities.Add(quantity);
            table._revenues.Add(quantity * csv.GetField<double>("price"));
        }

        table.GroupByCustomer();
        return table;
    }

    private static int NumberOf(Dictionary<string, int> numbers, string id)
    {
        if (!numbers.TryGetValue(id, out int number))
        {
            number = numbers.Count;
            numbers.Add(id, number);
        }

        return number;
    }

    private void GroupByCustomer()
    {
        CustomerStarts = new int[CustomerCount + 1];
        foreach (int customer in _customers)
        {
            CustomerStarts[customer + 1]++;
        }

        for (int c = 0; c < CustomerCount; c++)
        {
            CustomerStarts[c + 1] += CustomerStarts[c];
        }

        int[] next = [.. CustomerStarts];
        RowsByCustomer = new int[Count];
        for (int row = 0; row < Count; row++)
        {
            RowsByCustomer[next[_customers[row]]++] = row;
        }
    }
}
