namespace CrossSell.ML.Tests.Ranking;

/// <summary>Small purchases drawn from a seed: products in groups that go together, each customer fond of one or two.</summary>
internal static class RandomPurchases
{
    public static PurchaseMatrix Make(int customers, int products, int seed, bool hasTimes = false)
    {
        ulong state = (ulong)seed;
        var builder = new PurchaseMatrixBuilder();
        DateTime start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        // Every product once, so that all are there.
        for (int product = 0; product < products; product++)
        {
            Add(product % customers, product);
        }

        for (int customer = 0; customer < customers; customer++)
        {
            int fond = Next(5);
            for (int bought = 2 + Next(6); bought > 0; bought--)
            {
                int product = Next(products);
                Add(customer, Next(3) > 0 ? product - (product % 5) + fond : product);
            }
        }

        return builder.Build();

        void Add(int customer, int product)
        {
            DateTime? first = hasTimes ? start.AddHours(Next(5_000)) : null;
            builder.Add($"{customer}", $"{Math.Min(product, products - 1)}", 1 + Next(4), first, first?.AddHours(Next(300)));
        }

        int Next(int below)
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }
}
