using System.Globalization;

namespace CrossSell.ML.Tests;

public class ProductTimingTests
{
    private const int Days = 1_000;
    private static readonly List<Purchase> Purchases = PlantedTiming.Draw(2_500, Days, seed: 1);
    private static readonly PurchaseHistory History = PlantedTiming.History(Purchases);
    private static readonly DateTime Cut = PlantedTiming.Start.AddDays(900);
    private static readonly ProductTiming Timing = new ProductTimingTrainer().Train(History, Cut);

    [Fact]
    public void The_planted_window_is_found_and_nothing_else_sets_the_case_off()
    {
        TimingTrigger trigger = Assert.Single(Timing.TriggersOf(Place("case")).ToArray());
        Assert.Equal(Place("phone"), trigger.Cause);
        Assert.Equal((PlantedTiming.SoonFrom, PlantedTiming.SoonTo), (trigger.FromDay, trigger.ToDay));
        Assert.InRange(trigger.PValue, 0, 1e-10);
        Assert.False(trigger.IsRenewal);
    }

    [Fact]
    public void The_hazards_are_those_that_were_planted()
    {
        double soon = Probability("case", days: 14, ("phone", 15));
        Assert.InRange(soon, 0.9 * (1 - Math.Pow(1 - PlantedTiming.CaseSoon, 14)), 1.1 * (1 - Math.Pow(1 - PlantedTiming.CaseSoon, 14)));
        double late = Probability("case", days: 100, ("phone", 40));
        double never = Probability("case", days: 100, ("start", 40));
        double usual = 1 - Math.Pow(1 - PlantedTiming.CaseUsual, 100);
        Assert.InRange(late, 0.7 * usual, 1.4 * usual);
        Assert.InRange(never, 0.8 * usual, 1.25 * usual);
    }

    [Fact]
    public void A_renewal_is_due_after_its_term_and_not_before()
    {
        TimingTrigger trigger = Assert.Single(Timing.TriggersOf(Place("contract")).ToArray(), t => t.IsRenewal);
        Assert.InRange(trigger.FromDay, 330, 365);
        Assert.InRange(trigger.ToDay, 364, 392);
        Assert.InRange(Probability("contract", days: 60, ("contract", 100)), 0, 0.05);
        Assert.InRange(Probability("contract", days: 60, ("contract", 340)), 0.6, 0.9);
    }

    [Fact]
    public void The_best_moment_is_the_planted_one_and_its_reason_says_so()
    {
        TimingMoment moment = Moment("case", ("phone", 2));
        Assert.Equal(Cut.AddDays(13), moment.From);
        Assert.Equal(Cut.AddDays(27), moment.To);
        Assert.InRange(moment.Probability, 0.2, 0.3);
        Assert.True(moment.Lower < moment.Probability && moment.Probability < moment.Upper && moment.ProbabilityNow < moment.Lower);
        Assert.InRange(1 - Math.Pow(1 - PlantedTiming.CaseSoon, 14), moment.Lower, moment.Upper);
        string english = moment.Reason(place => History.Products[place], CultureInfo.InvariantCulture);
        Assert.Matches(@"^Customers who bought phone buy case most often 2 to 4 weeks later, \d+\.\d times as often as usual\.$", english);
        string german = moment.Reason(place => History.Products[place], CultureInfo.GetCultureInfo("de-AT"));
        Assert.Matches(@"^Kunden, die phone gekauft haben, kaufen case am häufigsten 2 bis 4 Wochen danach, \d+,\d-mal so häufig wie sonst\.$", german);

        TimingMoment renewal = Moment("contract", ("contract", 200));
        Assert.InRange((renewal.From - Cut).TotalDays, 136, 179);
        Assert.Matches("^Customers buy contract again most often (about 12|11 to 13|12 to 13|11 to 12) months later", renewal.Reason(place => History.Products[place], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Where_nothing_sets_it_off_the_best_moment_is_now()
    {
        TimingMoment moment = Moment("case", ("start", 5));
        Assert.Equal(Cut, moment.From);
        Assert.Equal(moment.Probability, moment.ProbabilityNow);
        Assert.Null(moment.Trigger);
        Assert.Contains("now is as good as later", moment.Reason(place => History.Products[place], CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("jetzt ist so gut wie später", moment.Reason(place => History.Products[place], CultureInfo.GetCultureInfo("de")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("case", 30)]
    [InlineData("contract", 30)]
    [InlineData("phone", 90)]
    public void What_is_promised_comes_true_in_sum(string product, int horizon)
    {
        PurchaseMatrix known = PurchaseMatrix.Of(History, Cut);
        int place = Place(product);
        var later = Purchases.Where(p => p.Product == product && p.Time >= Cut && p.Time < Cut.AddDays(horizon)).Select(p => p.Customer).ToHashSet();
        double promised = 0;
        double variance = 0;
        int came = 0;
        for (int c = 0; c < known.Customers.Count; c++)
        {
            if (known[c].Count > 0)
            {
                // Purchases known end with the day before the cut, so the horizon's first day is the day of the cut.
                double p = Timing.Probability(known[c], place, Cut, TimeSpan.FromDays(horizon));
                promised += p;
                variance += p * (1 - p);
                came += later.Contains(known.Customers[c]) && (product == "contract" || known[c].Products.BinarySearch(place) < 0) ? 1 : 0;
                promised -= product != "contract" && known[c].Products.BinarySearch(place) >= 0 ? p : 0;
            }
        }

        Assert.InRange(came, promised - (4 * Math.Sqrt(variance)), promised + (4 * Math.Sqrt(variance)));
        Assert.True(came > 10);
    }

    [Fact]
    public void The_future_changes_nothing()
    {
        var chance = new PlantedTiming.Chance(99);
        IEnumerable<Purchase> shuffled = Purchases.Where(p => p.Time < Cut)
            .Concat(Purchases.Where(p => p.Time >= Cut).Select(p => p with { Product = p.Product == "case" ? "phone" : "case", Time = Cut.AddDays(chance.Below(100)) }));
        Same(Timing, new ProductTimingTrainer().Train(PlantedTiming.History(shuffled), Cut));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_numbers()
    {
        Same(new ProductTimingTrainer(new ProductTimingOptions { MaxThreads = 1 }).Train(History, Cut), new ProductTimingTrainer(new ProductTimingOptions { MaxThreads = 3 }).Train(History, Cut));
    }

    [Fact]
    public void Where_everything_is_chance_there_are_no_triggers()
    {
        var chance = new PlantedTiming.Chance(5);
        var purchases = new List<Purchase>();
        for (int i = 0; i < 20_000; i++)
        {
            purchases.Add(new Purchase { Customer = $"c{chance.Below(500)}", Product = $"p{chance.Below(12)}", Time = PlantedTiming.Start.AddDays(chance.Below(700)) });
        }

        Assert.Empty(new ProductTimingTrainer().Train(PlantedTiming.History(purchases)).Triggers);
    }

    [Fact]
    public void A_history_without_times_is_refused_and_settings_are_told_all_at_once()
    {
        PurchaseHistory timeless = PlantedTiming.History([new Purchase { Customer = "c", Product = "p" }]);
        Assert.Contains("No purchase has a time", Assert.Throws<InvalidOperationException>(() => new ProductTimingTrainer().Train(timeless)).Message, StringComparison.Ordinal);
        var wrong = new ProductTimingOptions { BandEnds = [3, 3], MinPurchases = 0, MinLift = 0.5, MaxWindowBands = 0, Alpha = 2, MaxTriggers = 40, PriorPurchases = -1, MaxThreads = 0 };
        Assert.Equal(8, wrong.Validate().Count);
        string message = Assert.Throws<ArgumentException>(() => new ProductTimingTrainer(wrong).Train(History)).Message;
        Assert.Contains("BandEnds is 3, 3", message, StringComparison.Ordinal);
        Assert.Contains("MaxTriggers is 40", message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_purchase_or_none_before_the_instant_gives_finite_answers()
    {
        PurchaseHistory one = PlantedTiming.History([new Purchase { Customer = "c", Product = "p", Time = PlantedTiming.Start }]);
        foreach (ProductTiming timing in new[] { new ProductTimingTrainer().Train(one), new ProductTimingTrainer().Train(one, PlantedTiming.Start.AddDays(-5)), new ProductTimingTrainer().Train(one, PlantedTiming.Start.AddDays(50)) })
        {
            Assert.Empty(timing.Validate());
            Assert.Equal(0, timing.Probability(PurchaseMatrix.Of(one)[0], 0, PlantedTiming.Start.AddDays(60), TimeSpan.FromDays(30)));
            Assert.Equal(0, timing.BestMoment(PurchaseMatrix.Of(one)[0], 0, PlantedTiming.Start.AddDays(60), TimeSpan.FromDays(30)).Probability);
        }
    }

    [Fact]
    public void As_a_way_of_scoring_it_gives_the_probabilities_and_explains_them()
    {
        PurchaseMatrix known = PurchaseMatrix.Of(History, Cut);
        var scorer = (TimingScorer)new TimingScorerTrainer { Horizon = TimeSpan.FromDays(30) }.Train(known);
        Assert.Equal(("timing", known.Products.Count, TimeSpan.FromDays(30)), (scorer.Name, scorer.ProductCount, scorer.Horizon));
        TimingTrigger trigger = Assert.Single(scorer.Timing.TriggersOf(Place("case")).ToArray());
        Assert.Equal((Place("phone"), PlantedTiming.SoonFrom, PlantedTiming.SoonTo), (trigger.Cause, trigger.FromDay, trigger.ToDay));
        var scores = new float[scorer.ProductCount];
        bool phone = false;
        for (int c = 0; c < 300; c++)
        {
            scorer.Score(known[c], scores);
            for (int p = 0; p < scores.Length; p++)
            {
                var contributions = new List<ScoreContribution>();
                scorer.Explain(known[c], p, contributions);
                Assert.Equal(scores[p], (float)contributions.Sum(contribution => contribution.Amount), 1e-6f);
                Assert.Equal(scorer.Timing.Probability(known[c], p, Cut, TimeSpan.FromDays(30)), scores[p], 1e-7);
                phone |= p == Place("case") && contributions.Exists(contribution => contribution.Cause == ScoreCause.OwnedProduct && contribution.Product == Place("phone") && contribution.Amount > 0.05);
                Assert.All(contributions.Where(contribution => contribution.Cause == ScoreCause.OwnedProduct), contribution => Assert.True(known[c].Products.BinarySearch(contribution.Product) >= 0));
            }
        }

        Assert.True(phone);
        scorer.Score(new CustomerPurchases([], [], [], [], 0), scores);
        Assert.All(scores, score => Assert.InRange(score, 0f, 1f));
    }

    [Fact]
    public void Pairs_bought_once_or_twice_tell_as_much_as_the_history()
    {
        PurchaseHistory few = PlantedTiming.History(Purchases.Where(p => p.Product is "start" or "phone" or "case"));
        Same(new ProductTimingTrainer().Train(few, Cut), new ProductTimingTrainer().Train(PurchaseMatrix.Of(few, Cut)));
    }

    [Fact]
    public void A_cancelled_training_ends()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => new ProductTimingTrainer().Train(History, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static int Place(string product) => History.Products.IndexOf(product);

    private static double Probability(string product, int days, params (string Product, int Age)[] bought) =>
        TimingCases.With(History.Products, Cut, bought, (in CustomerPurchases purchases) => Timing.Probability(purchases, Place(product), Cut, TimeSpan.FromDays(days)));

    private static TimingMoment Moment(string product, params (string Product, int Age)[] bought) =>
        TimingCases.With(History.Products, Cut, bought, (in CustomerPurchases purchases) => Timing.BestMoment(purchases, Place(product), Cut, TimeSpan.FromDays(365)));

    private static void Same(ProductTiming expected, ProductTiming actual)
    {
        Assert.Equal(expected.BandEnds, actual.BandEnds);
        Assert.Equal(expected.Triggers, actual.Triggers);
        Assert.Equal(expected.FirstHazards, actual.FirstHazards);
        Assert.Equal(expected.FirstWeights, actual.FirstWeights);
        Assert.Equal(expected.RepeatHazards, actual.RepeatHazards);
        Assert.Equal(expected.Hazards, actual.Hazards);
        Assert.Equal(expected.Weights, actual.Weights);
        Assert.Equal(expected.Signals, actual.Signals);
    }
}
