using System.Globalization;
using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Grocery;

/// <summary>Makes one basket out of (seed, number, customers, first day) alone.</summary>
internal static class GroceryBasketMaker
{
    private static readonly StreamName s_visit = new("visit");

    // Baskets of Monday to Saturday; shops are closed on Sundays.
    private static readonly int[] s_basketsOfDay = [32, 32, 36, 40, 48, 52];
    private const int BasketsOfWeek = 240;

    // Parts of 100, from 7 o'clock on.
    private static readonly int[] s_hourWeights = [6, 8, 9, 8, 8, 7, 5, 5, 6, 8, 10, 9, 7, 4];
    private const int FirstHour = 7;
    private const int MorningEnds = 10;
    private const int AnonymousPercent = 30;
    private const double OffSeason = 0.1;
    private const double MostShare = 0.95;

    public static GroceryBasket Make(ulong seed, int number, int customers, DateOnly startOn)
    {
        var visit = new SeededStream(seed, s_visit, number);
        int hour = FirstHour + visit.NextIndex(s_hourWeights);
        int minute = visit.NextBelow(60);
        bool anonymous = visit.NextBelow(100) < AnonymousPercent;
        double share = visit.NextShare();
        int customer = anonymous ? 0 : 1 + (int)(share * share * customers);
        DateOnly day = DayOf(number, startOn);
        return new GroceryBasket
        {
            Number = number,
            Id = string.Create(CultureInfo.InvariantCulture, $"B{number:D8}"),
            Customer = anonymous ? null : string.Create(CultureInfo.InvariantCulture, $"K{customer:D6}"),
            PaidAt = day.ToDateTime(new TimeOnly(hour, minute)),
            Items = Fill(seed, number, customer, day.Month, hour),
        };
    }

    private static DateOnly DayOf(int number, DateOnly startOn)
    {
        int left = (number - 1) % BasketsOfWeek;
        int weekday = 0;
        while (left >= s_basketsOfDay[weekday])
        {
            left -= s_basketsOfDay[weekday++];
        }

        return startOn.AddDays(((number - 1) / BasketsOfWeek * 7) + weekday);
    }

    private static List<GroceryItem> Fill(ulong seed, int number, int customer, int month, int hour)
    {
        IReadOnlyList<GroceryProductSpec> products = GroceryProducts.All;
        Span<bool> taken = stackalloc bool[products.Count];
        List<GroceryItem> items = [];
        for (int i = 0; i < products.Count; i++)
        {
            GroceryProductSpec spec = products[i];
            var stream = new SeededStream(seed, spec.Stream, number);
            taken[i] = stream.NextShare() < ShareOf(seed, spec, GroceryProducts.Antecedents[i], taken, customer, month, hour);
            if (taken[i])
            {
                items.Add(ItemOf(spec, ref stream));
            }
        }

        if (items.Count == 0)
        {
            GroceryProductSpec filler = products.First(p => string.Equals(p.Id, GroceryProducts.Filler, StringComparison.Ordinal));
            var stream = new SeededStream(seed, filler.Stream, number);
            _ = stream.NextShare();
            items.Add(ItemOf(filler, ref stream));
        }

        return items;
    }

    /// <summary>A follower's share depends on its antecedents and on nothing else: that keeps the planted confidences exact.</summary>
    private static double ShareOf(
        ulong seed, GroceryProductSpec spec, int[] antecedents, ReadOnlySpan<bool> taken, int customer, int month, int hour)
    {
        if (antecedents.Length > 0)
        {
            bool all = true;
            foreach (int a in antecedents)
            {
                all &= taken[a];
            }

            return all ? spec.Confidence : spec.Share;
        }

        double share = spec.Share;
        share *= spec.Season is { } season && (month < season.From || month > season.To) ? OffSeason : 1;
        share *= hour < MorningEnds ? spec.Morning : 1;

        // Who is known has tastes: a third of the customers takes it half as often, a third half again as often.
        share *= customer == 0 ? 1 : 0.5 + (0.5 * new SeededStream(seed, spec.TasteStream, customer).NextBelow(3));
        return Math.Min(share, MostShare);
    }

    private static GroceryItem ItemOf(GroceryProductSpec spec, ref SeededStream stream)
    {
        int draw = stream.NextBelow(10);
        int quantity = draw < 7 ? 1 : draw < 9 ? 2 : 3;
        return new GroceryItem(spec.Id, quantity, new decimal(spec.Cents * quantity, 0, 0, isNegative: false, scale: 2));
    }
}
