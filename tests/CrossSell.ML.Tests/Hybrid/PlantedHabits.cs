namespace CrossSell.ML.Tests.Hybrid;

/// <summary>A market of two habits: who buys often takes what is new, who buys seldom takes what everybody has.</summary>
internal sealed class PlantedHabits
{
    private const int Classics = 10;
    private const int NewOnesOfMonth = 10;
    private const int Months = 14;
    private static readonly DateTime s_start = new(2024, 1, 1);

    private ulong _state;

    public PlantedHabits(int customers, ulong seed)
    {
        _state = seed;
        var purchases = new List<Purchase>();
        for (int customer = 0; customer < customers; customer++)
        {
            bool isOften = customer % 2 == 0;
            var has = new HashSet<int>();
            for (int day = Next(30); day < 30 * Months; day += isOften ? 15 + Next(15) : 60 + Next(60))
            {
                bool isNew = isOften;
                int product = isNew ? Classics + (day / 30 * NewOnesOfMonth) + Next(NewOnesOfMonth) : Next(Classics);
                if (has.Add(product))
                {
                    purchases.Add(new Purchase { Customer = $"c{customer:000}", Product = $"p{product:000}", Time = s_start.AddDays(day).AddMinutes(Next(1_440)) });
                }
            }
        }

        History = PurchaseHistory.From(purchases.Where(purchase => purchase.Time < Cutoff));
    }

    public PurchaseHistory History { get; }

    private static DateTime Cutoff => s_start.AddDays((30 * Months) - 15);

    private int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
