using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace CrossSell.ML.Tests;

public class RepurchaseTests
{
    private const int Days = 400;
    private static readonly DateTime Start = new(2024, 1, 1);
    private static readonly List<Purchase> Purchases = Draw(1_500, seed: 3);
    private static readonly PurchaseHistory History = PlantedTiming.History(Purchases);
    private static readonly DateTime Cut = Start.AddDays(300);
    private static readonly PurchaseMatrix Known = PurchaseMatrix.Of(History, Cut);
    private static readonly RepurchaseScorer Scorer = (RepurchaseScorer)new RepurchaseTrainer().Train(Known);

    [Fact]
    public void Regularity_rhythm_and_stopping_are_those_that_were_planted()
    {
        int coffee = Known.Products.IndexOf("coffee");
        int spice = Known.Products.IndexOf("spice");
        int book = Known.Products.IndexOf("book");
        Assert.InRange(Scorer.MeanGaps.Span[coffee], 27, 33);
        Assert.InRange(Scorer.Stops.Span[coffee], 0.02, 0.09);
        Assert.InRange(Scorer.Shapes.Span[coffee], 2, 5); // planted 4, seen through means that are not known exactly
        Assert.InRange(Scorer.MeanGaps.Span[spice], 32, 48);
        Assert.InRange(Scorer.Shapes.Span[spice], 0.7, 1.5); // planted 1
        Assert.InRange(Scorer.Stops.Span[book], 0.95, 1);
        Assert.InRange(Scorer.CustomerShape, 3, 33); // planted 10
    }

    [Fact]
    public void What_is_due_scores_above_what_was_just_bought_and_what_was_given_up()
    {
        double justBought = Score("coffee", baskets: 4, first: 92, last: 2);
        double due = Score("coffee", baskets: 4, first: 119, last: 29);
        double givenUp = Score("coffee", baskets: 4, first: 290, last: 200);
        Assert.True(due > 2 * justBought, $"due {due}, just bought {justBought}");
        Assert.True(due > 5 * givenUp, $"due {due}, given up {givenUp}");
        Assert.InRange(Score("book", baskets: 1, first: 20, last: 20), 0, 0.02);
    }

    [Fact]
    public void A_customer_s_own_rhythm_counts_the_more_the_longer_it_is_known()
    {
        int coffee = Known.Products.IndexOf("coffee");
        double product = Scorer.MeanGaps.Span[coffee];
        double before = product;
        foreach (int baskets in new[] { 1, 2, 4, 16 })
        {
            double mean = Asking(coffee, baskets, first: 10 * (baskets - 1), last: 0, (in CustomerPurchases customer) => Scorer.MeanGap(customer, 0));
            Assert.True(mean < before || baskets == 1, $"{baskets} baskets: {mean}");
            double gaps = baskets - 1;
            double strength = (Scorer.CustomerShape - 1) / Scorer.Shapes.Span[coffee];
            Assert.Equal(((strength * product) + (10 * gaps)) / (strength + gaps), mean, 1e-9);
            before = mean;
        }
    }

    [Fact]
    public void A_score_is_the_conditional_probability_by_the_distribution_of_another_library() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte, byte)>(), draw =>
        {
            double since = draw.Item1 / 2.0;
            var scorer = new RepurchaseScorer([0.4 + (draw.Item2 / 40.0)], [3 + draw.Item3], [0.2], 3, 10);
            var gamma = new Gamma(scorer.Shapes.Span[0], scorer.Shapes.Span[0] / scorer.MeanGaps.Span[0]);
            double left = 0.2 + (0.8 * (1 - gamma.CumulativeDistribution(since)));
            double then = 0.2 + (0.8 * (1 - gamma.CumulativeDistribution(since + 10)));
            long time = Cut.AddDays(-since).Ticks;
            var scores = new float[1];
            scorer.Score(new CustomerPurchases([0], [1], [time], [time], Cut.Ticks), scores);
            Assert.Equal((left - then) / left, scores[0], 1e-6);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void What_is_promised_comes_true_in_sum()
    {
        foreach (string product in new[] { "coffee", "spice" })
        {
            int place = Known.Products.IndexOf(product);
            HashSet<string?> buyers = [.. Purchases.Where(p => p.Product == product && p.Time >= Cut && p.Time < Cut.AddDays(7)).Select(p => p.Customer)];
            double promised = 0;
            double variance = 0;
            int came = 0;
            var scores = new float[Known.Products.Count];
            for (int c = 0; c < Known.Customers.Count; c++)
            {
                if (Known[c].Products.BinarySearch(place) >= 0)
                {
                    Scorer.Score(Known[c], scores);
                    promised += scores[place];
                    variance += scores[place] * (1 - scores[place]);
                    came += buyers.Contains(Known.Customers[c]) ? 1 : 0;
                }
            }

            Assert.True(came > 50);
            Assert.InRange(came, promised - (4 * Math.Sqrt(variance)), promised + (4 * Math.Sqrt(variance)));
        }
    }

    [Fact]
    public void The_score_is_explained_by_the_product_itself()
    {
        var scores = new float[Known.Products.Count];
        for (int c = 0; c < 50; c++)
        {
            Scorer.Score(Known[c], scores);
            for (int p = 0; p < scores.Length; p++)
            {
                var contributions = new List<ScoreContribution>();
                Scorer.Explain(Known[c], p, contributions);
                Assert.Equal(scores[p], (float)contributions.Sum(contribution => contribution.Amount));
                Assert.All(contributions, contribution => Assert.Equal((ScoreCause.OwnedProduct, p), (contribution.Cause, contribution.Product)));
                Assert.Equal(Known[c].Products.BinarySearch(p) >= 0, contributions.Count == 1);
            }
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_numbers()
    {
        var one = (RepurchaseScorer)new RepurchaseTrainer(new RepurchaseOptions { MaxThreads = 1 }).Train(Known);
        var three = (RepurchaseScorer)new RepurchaseTrainer(new RepurchaseOptions { MaxThreads = 3 }).Train(Known);
        Assert.Equal(one.MeanGaps.ToArray(), three.MeanGaps.ToArray());
        Assert.Equal(one.Stops.ToArray(), three.Stops.ToArray());
        Assert.Equal(one.Shapes.ToArray(), three.Shapes.ToArray());
        Assert.Equal(one.CustomerShape, three.CustomerShape);
    }

    [Fact]
    public void Scores_are_finite_whatever_the_customer_bought() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort, ushort, byte)>(), draw =>
        {
            long last = Cut.Ticks - 1 - (draw.Item1 * TimeSpan.TicksPerHour);
            long first = last - (draw.Item3 == 0 ? 0 : draw.Item2 * TimeSpan.TicksPerHour);
            var scores = new float[Scorer.ProductCount];
            for (int p = 0; p < scores.Length; p++)
            {
                Scorer.Score(new CustomerPurchases([p], [1 + draw.Item3], [first], [last], Cut.Ticks), scores);
                Assert.All(scores, score => Assert.InRange(score, 0f, 1f));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Borders_have_answers()
    {
        var scores = new float[Scorer.ProductCount];
        Scorer.Score(new CustomerPurchases([], [], [], [], 0), scores);
        Assert.All(scores, score => Assert.Equal(0, score));
        Scorer.Score(new CustomerPurchases([0], [3], [], [], 0), scores);
        Assert.Equal(0, scores[0]);

        // One product, one purchase, nothing to learn from; and a matrix without any pair.
        PurchaseMatrixBuilder one = new();
        one.Add("c", "p", 1, Start);
        IProductScorer poor = new RepurchaseTrainer().Train(one.Build(Start.AddDays(30)));
        var score = new float[1];
        poor.Score(one.Build(Start.AddDays(30))[0], score);
        Assert.InRange(score[0], 0f, 1f);

        PurchaseMatrixBuilder timeless = new();
        timeless.Add("c", "p");
        Assert.Contains("no times", Assert.Throws<InvalidOperationException>(() => new RepurchaseTrainer().Train(timeless.Build())).Message, StringComparison.Ordinal);
        Assert.Equal(4, new RepurchaseOptions { Horizon = TimeSpan.Zero, ProductPrior = 0, ShapePrior = double.NaN, MaxThreads = 0 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => new RepurchaseScorer([1], [0], [0.5], 2, 7));
        Assert.Throws<ArgumentException>(() => new RepurchaseScorer([1, 2], [1], [0.5], 2, 7));
        Assert.Throws<ArgumentException>(() => new RepurchaseScorer([1], [1], [1.5], 2, 7));
        Assert.Throws<ArgumentException>(() => new RepurchaseScorer([1], [1], [0.5], 2, 0));
        Assert.Throws<ArgumentException>(() => new RepurchaseScorer([1], [1], [0.5], 1, 7));
    }

    // Coffee every 30 days or so (customers differ), spice without rhythm, a book that nobody buys twice.
    private static List<Purchase> Draw(int customers, ulong seed)
    {
        var purchases = new List<Purchase>();
        for (int c = 0; c < customers; c++)
        {
            var chance = new PlantedTiming.Chance(seed + ((ulong)c * 104_729));
            double own = new Gamma(10, 10).InverseCumulativeDistribution(Math.Max(chance.Next(), 1e-9));
            Renew("coffee", chance.Next() * 60, new Gamma(4, 4 / (30 * own)), stop: 0.05);
            Renew("spice", chance.Next() * 100, new Gamma(1, 1 / (40 * own)), stop: 0.1);
            Add("book", chance.Next() * Days);

            void Renew(string product, double day, Gamma gap, double stop)
            {
                while (day < Days)
                {
                    Add(product, day);
                    day = chance.Next() < stop ? Days : day + gap.InverseCumulativeDistribution(Math.Max(chance.Next(), 1e-9));
                }
            }

            void Add(string product, double day) => purchases.Add(new Purchase { Customer = $"c{c}", Product = product, Time = Start.AddDays(day), Basket = $"{c}-{day:R}" });
        }

        return purchases;
    }

    private static double Score(string product, int baskets, int first, int last)
    {
        int place = Known.Products.IndexOf(product);
        return Asking(place, baskets, first, last, (in CustomerPurchases customer) =>
        {
            var scores = new float[Scorer.ProductCount];
            Scorer.Score(customer, scores);
            return (double)scores[place];
        });
    }

    private static T Asking<T>(int place, int baskets, int first, int last, TimingCases.Asking<T> ask) =>
        ask(new CustomerPurchases([place], [baskets], [Cut.AddDays(-first).Ticks], [Cut.AddDays(-last).Ticks], Cut.Ticks));
}
