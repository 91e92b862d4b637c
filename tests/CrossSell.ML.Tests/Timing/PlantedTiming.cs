namespace CrossSell.ML.Tests;

/// <summary>A market whose daily hazards are known: a phone, its case soon after it, a contract renewed each year, and products that follow nothing.</summary>
internal static class PlantedTiming
{
    public const double CaseUsual = 0.0005;
    public const double CaseSoon = 0.02;
    public const int SoonFrom = 15;
    public const int SoonTo = 28;
    public static readonly DateTime Start = new(2022, 1, 1);

    /// <summary>The purchases of customers over days, drawn day by day; what happens on a day depends on earlier days only.</summary>
    public static List<Purchase> Draw(int customers, int days, ulong seed)
    {
        var purchases = new List<Purchase>();
        for (int c = 0; c < customers; c++)
        {
            var chance = new Chance(seed + ((ulong)c * 7919));
            int entry = (int)(chance.Next() * days * 0.8);
            int phone = -1;
            int contract = -1;
            bool hasCase = false;
            Buy(c, "start", entry);
            for (int day = entry + 1; day < days; day++)
            {
                bool soon = phone >= 0 && day - phone is >= SoonFrom and <= SoonTo;
                if (!hasCase && chance.Next() < (soon ? CaseSoon : CaseUsual))
                {
                    hasCase = true;
                    Buy(c, "case", day);
                }

                if (contract >= 0 ? chance.Next() < (day - contract is >= 351 and <= 378 ? 0.05 : 0.0001) : chance.Next() < 0.002)
                {
                    contract = day;
                    Buy(c, "contract", day);
                }

                if (phone < 0 && chance.Next() < 0.002)
                {
                    phone = day;
                    Buy(c, "phone", day);
                }

                if (chance.Next() < 0.003)
                {
                    Buy(c, "magazine", day);
                }
            }
        }

        return purchases;

        void Buy(int customer, string product, int day) => purchases.Add(new Purchase { Customer = $"c{customer}", Product = product, Time = Start.AddDays(day).AddHours(10) });
    }

    public static PurchaseHistory History(IEnumerable<Purchase> purchases)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach (Purchase purchase in purchases)
        {
            builder.Add(purchase);
        }

        return builder.Build();
    }

    /// <summary>SplitMix64.</summary>
    public sealed class Chance(ulong state)
    {
        private ulong _state = state;

        public double Next()
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
        }

        public int Below(int bound) => (int)(Next() * bound);
    }
}
