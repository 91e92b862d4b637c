using System.Diagnostics;
using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>
/// Draws which products a customer takes, and when. The heart of the exactness: the share c of followers must hold among the contracts
/// that the period shows, though some antecedents are signed too late to be followed in time.
/// </summary>
/// <remarks>
/// Let the customer be there for T days. An antecedent's day t is uniform on [e, T) given how it came about (e = 0 at first). A delay d is
/// drawn before t is looked at. It fits when t + d &lt; T, which has probability f = (T - e - d) / (T - e); the follower is then taken with
/// probability c / f, so that P(taken) = f * c / f = c for every T, e and d. Given that it is taken, its day t + d is uniform on
/// [e + d, T): the next follower in the chain has e + d for e. With k antecedents from different trees, t is the latest day and f the
/// product of their f. d is kept at most (1 - c)(T - e)/k, which makes c / f at most 1.
/// </remarks>
internal static class InsuranceSales
{
    /// <summary>A product was not taken.</summary>
    public const int Never = -1;

    private const int MaxExtraTrips = 6;

    /// <summary>For each product the day of its (first planted) purchase, counted from the first day of the customer, or <see cref="Never"/>.</summary>
    /// <param name="seed">The seed of the market.</param>
    /// <param name="number">The customer.</param>
    /// <param name="features">The attributes.</param>
    /// <param name="days">T: days from customer since to the end.</param>
    /// <param name="dayOf">The result, by position of the product.</param>
    public static void Draw(ulong seed, int number, ReadOnlySpan<double> features, int days, Span<int> dayOf)
    {
        IReadOnlyList<InsuranceProductSpec> products = InsuranceProducts.All;
        Span<int> earliest = stackalloc int[products.Count];
        for (int i = 0; i < products.Count; i++)
        {
            // Always these four draws, used or not: whether one matters must not shift the next.
            var stream = new SeededStream(seed, products[i].Stream, number);
            double take = stream.NextShare();
            int day = stream.NextBelow(days);
            double together = stream.NextShare();
            double wait = stream.NextShare();

            earliest[i] = 0;
            if (products[i].Book is { } book)
            {
                dayOf[i] = take < book.ProbabilityAt(features) ? day : Never;
            }
            else
            {
                Follow(products[i].Link!, InsuranceProducts.Antecedents[i], i, take, day, together, wait, days, dayOf, earliest);
            }
        }
    }

    /// <summary>The further trips of a repurchasable product after the planted one: 0 to 6, each half as likely as the one before it.</summary>
    public static int ExtraTrips(ref SeededStream stream) => Math.Min(MaxExtraTrips, System.Numerics.BitOperations.TrailingZeroCount(stream.NextBits()));

    private static void Follow(
        InsuranceLink link, int[] antecedents, int i, double take, int day, double together, double wait, int days, Span<int> dayOf, Span<int> earliest)
    {
        int last = 0;
        int room = int.MaxValue;
        foreach (int a in antecedents)
        {
            if (dayOf[a] == Never)
            {
                dayOf[i] = take < link.Base ? day : Never;
                return;
            }

            last = Math.Max(last, dayOf[a]);
            room = Math.Min(room, days - earliest[a]);
        }

        int longest = Math.Min(link.MaxDelayDays, (int)((1 - link.Confidence) * room / antecedents.Length));
        int delay = together < link.SameDayShare || longest < 1 ? 0 : 1 + (int)(wait * longest);
        double fits = 1;
        foreach (int a in antecedents)
        {
            fits *= (double)(days - earliest[a] - delay) / (days - earliest[a]);
        }

        Debug.Assert(link.Confidence / fits < 1 + 1e-12, "A delay leaves too little room for the planted share.");
        bool taken = last + delay < days && take < link.Confidence / fits;
        dayOf[i] = taken ? last + delay : Never;

        // The latest of several days is not uniform: products with several antecedents have no followers (a test holds the table to it).
        earliest[i] = taken ? earliest[antecedents[0]] + delay : 0;
    }
}
