namespace CrossSell.ML.Tests.Hybrid;

/// <summary>A small market in which what customers are decides much of what they buy: three segments, each with products of its own, and an age that decides one product more.</summary>
internal sealed class PlantedAttributes
{
    public const int Products = 24;
    private static readonly string[] s_segments = ["city", "coast", "hills"];
    private static readonly DateTime s_start = new(2024, 1, 1);

    private ulong _state;

    public PlantedAttributes(int customers, ulong seed, bool hasTimes = true)
    {
        _state = seed;
        var purchases = new List<Purchase>();
        var segments = new string?[customers];
        double[] ages = new double[customers];
        var contacts = new List<CustomerContact>();
        for (int customer = 0; customer < customers; customer++)
        {
            int segment = Next(3);
            ages[customer] = 20 + Next(60);
            segments[customer] = Next(20) == 0 ? null : s_segments[segment];
            var has = new HashSet<int>();
            for (int bought = 3 + Next(5); bought > 0; bought--)
            {
                int product = Next(4) > 0 ? (segment * 8) + (Next(8) * Next(8) / 8) : Next(Products);
                product = ages[customer] > 60 && Next(3) == 0 ? Products - 1 : product;
                if (has.Add(product))
                {
                    purchases.Add(new Purchase { Customer = Id(customer), Product = $"p{product:00}", Time = hasTimes ? s_start.AddHours(Next(9_600)) : null });
                }
            }

            for (int k = Next(4); k > 0; k--)
            {
                contacts.Add(new CustomerContact(new CustomerId(Id(customer)), s_start.AddHours(Next(9_600)), Next(2) == 0));
            }
        }

        Purchases = purchases;
        History = PurchaseHistory.From(purchases);
        Contacts = new CustomerContacts(contacts);
        Customers = new CustomerTableBuilder().WithKeys([.. Enumerable.Range(0, customers).Select(Id), "prospect"])
            .AddCategorical("segment", [.. segments, "coast"])
            .AddNumeric("age", [.. ages, 30])
            .AddCategorical("gender", [.. Enumerable.Range(0, customers).Select(_ => Next(2) == 0 ? "f" : "m"), "f"])
            .Protect("gender")
            .Build();
    }

    public IReadOnlyList<Purchase> Purchases { get; }

    public PurchaseHistory History { get; }

    public CustomerTable Customers { get; }

    public CustomerContacts Contacts { get; }

    public PurchaseMatrix Matrix(bool withContacts = false) => PurchaseMatrix.Of(History).WithFacts(CustomerTableFacts.Of(Customers, withContacts ? Contacts : null));

    public static string Id(int customer) => $"c{customer:000}";

    private int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
