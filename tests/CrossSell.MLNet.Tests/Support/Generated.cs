namespace CrossSell.MLNet.Tests;

/// <summary>Customers and purchases in which something is to be found, the same in every run.</summary>
internal static class Generated
{
    private static readonly string[] Regions = ["north", "south", "east", "west"];

    public static LabeledCustomers Customers(int count, ulong seed, bool weighted = false)
    {
        var chance = new Chance(seed);
        var income = new double[count];
        var contracts = new double[count];
        var age = new double[count];
        var region = new string[count];
        var renter = new bool?[count];
        var labels = new bool[count];
        for (int i = 0; i < count; i++)
        {
            income[i] = Math.Round(3000 + (1500 * ((2 * chance.Next()) - 1)));
            contracts[i] = Math.Floor(4 * chance.Next());
            age[i] = i % 13 == 5 ? double.NaN : Math.Round(45 + (20 * ((2 * chance.Next()) - 1)));
            region[i] = Regions[(int)(4 * chance.Next())];
            renter[i] = i % 11 == 0 ? null : chance.Next() < 0.5;
            double logit = -1.5 + ((income[i] - 3000) / 750) + (0.5 * contracts[i]) - (region[i] == "west" ? 1.5 : 0) + (renter[i] == true && age[i] < 40 ? 2 : 0);
            labels[i] = chance.Next() < 1 / (1 + Math.Exp(-logit));
        }

        CustomerTable table = new CustomerTableBuilder()
            .AddNumeric("income", income).AddNumeric("contracts", contracts).AddNumeric("age", age).AddCategorical("region", region).AddBoolean("renter", renter)
            .WithKeys(Enumerable.Range(0, count).Select(i => $"C{i:D6}")).Build();
        return new LabeledCustomers(table, labels, weighted ? [.. Enumerable.Range(0, count).Select(i => 1.0 + (i % 3))] : []);
    }

    /// <summary>Customers of three kinds who mostly buy products of theirs; the product <c>P0</c> is bought by everybody, and the first purchase lies at the first day.</summary>
    public static PurchaseHistory Purchases(int customers, int products, ulong seed, bool timed = true)
    {
        var chance = new Chance(seed);
        var purchases = new List<Purchase>();
        for (int c = 0; c < customers; c++)
        {
            int kind = c % 3;
            for (int n = 0; n < 8; n++)
            {
                int product = n == 0 ? 0 : 1 + (int)(chance.Next() * (products - 1));
                product = product > 0 && chance.Next() < 0.8 ? 1 + ((product - 1) / 3 * 3) + kind : product;
                purchases.Add(new Purchase
                {
                    Customer = $"C{c}",
                    Product = $"P{Math.Min(product, products - 1)}",
                    Time = timed ? new DateTime(2024, 1, 1).AddDays((int)(300 * chance.Next())) : null,
                });
            }
        }

        return PurchaseHistory.From(purchases);
    }
}
