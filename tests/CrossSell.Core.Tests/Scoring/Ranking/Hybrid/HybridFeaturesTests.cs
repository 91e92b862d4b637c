namespace CrossSell.Core.Tests.Scoring.Ranking.Hybrid;

/// <summary>Candidates and their features, beside a reading word for word.</summary>
public sealed class HybridFeaturesTests
{
    private const int Products = 40;
    private const int Kept = 6;
    private static readonly double[] s_buyers = [.. Enumerable.Range(0, Products).Select(p => (p * 17) % 23 / 5.0)];
    private static readonly ItemItemScorer s_items = Items();

    [Fact]
    public void Features_are_what_their_definition_says()
    {
        bool[] offered = [.. Enumerable.Range(0, Products).Select(p => p % 11 != 3)];
        bool[] repeatable = [.. Enumerable.Range(0, Products).Select(p => p % 5 == 0)];
        var features = new HybridFeatures([new HybridPart(s_items, 2.5)], [new HybridColumn("popularity", "buyers", ScoreCause.Popularity, s_buyers, Proposes: true)], offered, repeatable, Kept, recentDays: 30);
        foreach (int[] has in new int[][] { [], [4], [0, 5, 9, 14], [2, 3, 8, 20, 25, 39] })
        {
            CustomerPurchases customer = Customer(has);
            var products = new List<int>();
            var rows = new List<float>();

            int count = features.Read(customer, products, rows);

            Assert.Equal(count, products.Count);
            Assert.Equal(Candidates(customer, offered, repeatable), products.Order());
            Assert.Equal(Expected(customer, [.. products], offered, repeatable).Select(value => (float)value), rows, Close);
        }
    }

    [Fact]
    public void What_is_barred_is_no_candidate_and_changes_nothing_about_the_others()
    {
        bool[] offered = [.. Enumerable.Range(0, Products).Select(p => p % 11 != 3)];
        var features = new HybridFeatures([new HybridPart(s_items, 2.5)], [new HybridColumn("popularity", "buyers", ScoreCause.Popularity, s_buyers, Proposes: true)], offered, null, Kept, recentDays: 30);
        foreach (int[] has in new int[][] { [], [4], [2, 3, 8, 20, 25, 39] })
        {
            CustomerPurchases customer = Customer(has);
            (int[] usual, _) = Read(features, customer, [], []);

            // A product that he has, one that is never offered, and some that would be candidates.
            int[] barred = [.. usual[..^2], .. has.Take(1), 3];
            (int[] left, double[] values) = Read(features, customer, [], barred);

            Assert.Empty(left.Intersect(barred));
            Assert.True(left.Length >= 2 && usual[^2..].All(left.Contains));
            Assert.Equal(Read(features, customer, left, []).Values, values);
            Assert.Equal(usual, Read(features, customer, [], []).Candidates);
        }
    }

    [Fact]
    public void Numbers_that_do_not_fit_are_refused()
    {
        bool[] offered = new bool[Products];

        Assert.Throws<ArgumentException>(() => new HybridFeatures([new HybridPart(s_items, 0)], [], offered, null, 5, 1));
        Assert.Throws<ArgumentException>(() => new HybridFeatures([new HybridPart(s_items, 1)], [], new bool[3], null, 5, 1));
        Assert.Throws<ArgumentException>(() => new HybridFeatures([], [new HybridColumn("a", "b", ScoreCause.Trend, [double.NaN], true)], new bool[1], null, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HybridFeatures([], [], offered, null, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HybridFeatures([], [], offered, null, 1, 0));
    }

    private static (int[] Candidates, double[] Values) Read(HybridFeatures features, in CustomerPurchases customer, int[] wanted, int[] barred)
    {
        HybridScratch scratch = features.Scratch();
        features.Read(customer, wanted, scratch, barred);
        var values = new List<double>();
        for (int feature = 0; feature < features.Count; feature++)
        {
            values.AddRange(scratch.Feature(feature)[..scratch.Count]);
        }

        return (scratch.Candidates[..scratch.Count], [.. values]);
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-4;

    private static CustomerPurchases Customer(int[] has)
    {
        long now = new DateTime(2025, 6, 1).Ticks;
        long[] first = [.. has.Select(p => now - ((p + 1) * 10 * TimeSpan.TicksPerDay))];
        long[] last = [.. has.Select(p => now - ((p + 1) * 2 * TimeSpan.TicksPerDay))];
        int[] baskets = [.. has.Select(p => 1 + (p % 3))];
        return new CustomerPurchases(has, baskets, first, last, now);
    }

    private static int[] Open(CustomerPurchases customer, bool[] offered, bool[] repeatable)
    {
        int[] has = customer.Products.ToArray();
        return [.. Enumerable.Range(0, Products).Where(p => offered[p] && (repeatable[p] || !has.Contains(p)))];
    }

    private static IEnumerable<int> Candidates(CustomerPurchases customer, bool[] offered, bool[] repeatable)
    {
        float[] scores = new float[Products];
        s_items.Score(customer, scores);
        int[] open = Open(customer, offered, repeatable);
        double mean = open.Average(p => (double)scores[p]);
        IEnumerable<int> byItems = open.Where(p => scores[p] > (float)mean).OrderByDescending(p => scores[p]).ThenBy(p => p).Take(Kept);
        return byItems.Union(open.OrderByDescending(p => s_buyers[p]).ThenBy(p => p).Take(Kept)).Order();
    }

    private static List<double> Expected(CustomerPurchases customer, int[] products, bool[] offered, bool[] repeatable)
    {
        float[] scores = new float[Products];
        s_items.Score(customer, scores);
        int[] open = Open(customer, offered, repeatable);
        double mean = open.Average(p => (double)scores[p]);
        double deviation = Math.Sqrt(open.Average(p => Math.Pow(scores[p] - mean, 2)));
        int[] has = customer.Products.ToArray();
        var values = new List<double>();
        foreach (int product in products)
        {
            int at = Array.IndexOf(has, product);
            values.Add(Math.Log(0.001 + (Math.Max(0, scores[product]) / 2.5)));
            values.Add(Math.Log(1 + Math.Max(0, 1 + (deviation > 0 ? (scores[product] - mean) / deviation : 0))));
            values.Add(s_buyers[product]);
            values.Add(at < 0 ? 0 : Math.Log(1 + customer.Baskets[at]));
            values.Add(at < 0 ? 0 : Math.Log(2 + customer.DaysSinceLast(at)));
            values.Add(Math.Log(1 + has.Length));
            values.Add(has.Length == 0 ? 0 : Math.Log(1 + has.Min(p => (p + 1) * 2.0)));
            values.Add(Math.Log(1 + has.Count(p => (p + 1) * 10 <= 30)));
        }

        return values;
    }

    private static ItemItemScorer Items()
    {
        float[] weights = new float[Products * Products];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = i % (Products + 1) == 0 ? 0 : (i * 31 % 29) / 10f;
        }

        return ItemItemScorer.Dense("items", Products, weights);
    }
}
