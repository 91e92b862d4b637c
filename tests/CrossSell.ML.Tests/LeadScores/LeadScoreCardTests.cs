using System.Globalization;

namespace CrossSell.ML.Tests.LeadScores;

public class LeadScoreCardTests
{
    private static readonly CultureInfo _german = CultureInfo.GetCultureInfo("de-AT");

    private static readonly Lazy<LeadScoreCard> _card = new(() => new LeadScoreTrainer(new LeadScoreOptions { FullModel = new PlantedLeads.Truth(), Folds = 3 }).Train(PlantedLeads.Customers(6_000, seed: 3)));

    [Fact]
    public void The_criteria_that_matter_are_found_among_those_that_do_not()
    {
        LeadScoreCard card = _card.Value;
        LabeledCustomers later = PlantedLeads.Customers(20_000, seed: 4);
        var report = PropensityReport.Of(card.Predict(later.Table), later.Labels);
        var truth = PropensityReport.Of(new PlantedLeads.Truth().Train(later).Predict(later.Table), later.Labels);

        Assert.InRange(card.Criteria.Count, 3, 4);
        Assert.All(card.Columns, c => Assert.Contains(c, new[] { "income", "visits", "region", "owner" }));
        Assert.True(card.Quality.IsWithinAllowedLoss);
        Assert.InRange(truth.Auc!.Value - report.Auc!.Value, -0.001, 0.025);
        Assert.InRange(card.Quality.Auc!.Value - report.Auc.Value, -0.02, 0.02);
        Assert.InRange(report.CalibrationError, 0, 0.025);
        Assert.InRange(report.MeanProbability / report.BaseRate, 0.9, 1.1);
        Assert.InRange(card.MostPoints, 8, 105);
    }

    [Fact]
    public void Points_rise_with_the_share_of_buyers_and_bands_hold_every_sum_once()
    {
        LeadScoreCard card = _card.Value;
        LeadCriterion income = card.Criteria.Single(c => c.Column == "income");

        Assert.All(card.Criteria, c => Assert.Equal(0, c.Classes.Min(l => l.Points)));
        Assert.Equal(income.Classes.Where(c => !c.IsUnknownOnly).Select(c => c.Points).Order(), income.Classes.Where(c => !c.IsUnknownOnly).Select(c => c.Points));
        Assert.Equal((0, card.MostPoints), (card.Bands[^1].FromPoints, card.Bands[0].ToPoints));
        Assert.All(card.Bands.Zip(card.Bands.Skip(1)), pair => Assert.Equal(pair.First.FromPoints, pair.Second.ToPoints + 1));
        Assert.Equal(card.Bands.OrderByDescending(b => b.Probability), card.Bands);
        Assert.Equal(6_000, card.Bands.Sum(b => b.Customers));
        Assert.All(Enumerable.Range(1, card.MostPoints), p => Assert.True(card.ProbabilityOf(p) > card.ProbabilityOf(p - 1)));
        Assert.All(card.Criteria.SelectMany(c => c.Classes), c => Assert.InRange(c.BuyerShare, 0, 1));
    }

    [Fact]
    public void Thirty_weak_signs_are_too_much_for_five_criteria_and_the_card_says_so()
    {
        var random = new Random(5);
        const int Count = 3_000;
        double[][] columns = [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, Count).Select(_ => (double)random.Next(2)).ToArray())];
        bool[] labels = [.. Enumerable.Range(0, Count).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-0.8 * (columns.Sum(c => c[i]) - 16))))];
        var builder = new CustomerTableBuilder();
        for (int c = 0; c < columns.Length; c++)
        {
            builder.AddNumeric($"sign{c:00}", columns[c]);
        }

        LeadScoreCard card = new LeadScoreTrainer(new LeadScoreOptions { Folds = 3 }).Train(new LabeledCustomers(builder.Build(), labels));

        Assert.False(card.Quality.IsWithinAllowedLoss);
        Assert.Equal(5, card.Columns.Count);
        Assert.Contains("behind it, and 5 criteria were the best", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("dahinter, und mit 5 Kriterien", card.Describe(_german), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_another_order_and_other_columns_between_change_nothing()
    {
        LabeledCustomers customers = PlantedLeads.Customers(2_000, seed: 6);
        int[] order = [.. Enumerable.Range(0, 2_000).OrderBy(i => i * 7919 % 2_000)];
        var trainer = new LeadScoreTrainer(new LeadScoreOptions { FullModel = new PlantedLeads.Truth(), Folds = 2 });
        LeadScoreCard card = trainer.Train(customers);
        LeadScoreCard other = trainer.Train(customers.Select(order));

        Assert.Equal(card.CriteriaCsv(), other.CriteriaCsv());
        Assert.Equal(card.BandsCsv(), other.BandsCsv());
        Assert.Equal(card.Quality.Auc!.Value, other.Quality.Auc!.Value, 1e-9);
        IReadOnlyList<int> points = card.Points(customers.Table);
        Assert.Equal(order.Select(i => points[i]), card.Points(customers.Table.Select(order)));
    }

    [Fact]
    public void Unknown_values_and_names_never_seen_have_points_too()
    {
        LeadScoreCard card = _card.Value;
        CustomerTable strangers = new CustomerTableBuilder().AddNumeric("income", [double.NaN, 1e9]).AddNumeric("visits", [double.NaN, -4]).AddCategorical("region", ["atlantis", null])
            .AddBoolean("owner", [null, true]).Build();

        Assert.All(card.Points(strangers), p => Assert.InRange(p, 0, card.MostPoints));
        Assert.All(card.Predict(strangers), p => Assert.InRange(p, 1e-9, 1 - 1e-9));
        Assert.All(card.Criteria, c => Assert.Equal(1, c.Classes.Count(l => l.IncludesUnknown)));
        Assert.Throws<ArgumentException>(() => card.Points(new CustomerTableBuilder().AddNumeric("income", [1.0]).Build()));
        Assert.Throws<ArgumentOutOfRangeException>(() => card.ProbabilityOf(card.MostPoints + 1));
    }

    [Fact]
    public void The_card_reads_in_both_languages_and_as_tables()
    {
        LeadScoreCard card = _card.Value;
        var names = new Dictionary<string, LocalizedText> { ["income"] = new LocalizedText("Income").With("de", "Einkommen") };
        string english = card.Describe(CultureInfo.InvariantCulture, names);
        string german = card.Describe(_german, names);

        Assert.Contains("Income\n  below ", english, StringComparison.Ordinal);
        Assert.Contains("Einkommen\n  unter ", german, StringComparison.Ordinal);
        Assert.Contains("area under the curve of 0.", english, StringComparison.Ordinal);
        Assert.Contains("Fläche unter der Kurve von 0,", german, StringComparison.Ordinal);
        Assert.Contains("times as many", english, StringComparison.Ordinal);
        Assert.Equal(1 + card.Criteria.Sum(c => c.Classes.Count), card.CriteriaCsv().Count(c => c == '\n'));
        Assert.Equal(1 + card.Bands.Count, card.BandsCsv().Count(c => c == '\n'));
        Assert.All(card.CriteriaCsv().Split('\n').SkipLast(1), line => Assert.Equal(8, line.Count(c => c == ',')));
    }

    [Theory]
    [InlineData(CustomerColumnKind.Numeric, true, null, 3.0, "below 3", "unter 3")]
    [InlineData(CustomerColumnKind.Numeric, true, 3.0, 6.0, "3 to 5", "3 bis 5")]
    [InlineData(CustomerColumnKind.Numeric, true, 3.0, 4.0, "3", "3")]
    [InlineData(CustomerColumnKind.Numeric, false, 1000.5, 2000.0, "1,000.5 to below 2,000", "1.000,5 bis unter 2.000")]
    [InlineData(CustomerColumnKind.Numeric, false, 2000.0, null, "2,000 or more", "ab 2.000")]
    [InlineData(CustomerColumnKind.Boolean, true, 1.0, null, "yes", "ja")]
    [InlineData(CustomerColumnKind.Boolean, true, null, 1.0, "no", "nein")]
    [InlineData(CustomerColumnKind.Numeric, false, null, null, "known", "bekannt")]
    public void Values_in_words(CustomerColumnKind kind, bool isWhole, double? from, double? below, string english, string german)
    {
        var line = new LeadClass(1, from, below, [], IncludesOthers: false, IncludesUnknown: false, IsUnknownOnly: false, 1, 0.5);
        var criterion = new LeadCriterion("c", kind, isWhole, [], [line]);

        Assert.Equal(english, LeadScoreCard.DescribeClass(criterion, line, CultureInfo.InvariantCulture));
        Assert.Equal(german, LeadScoreCard.DescribeClass(criterion, line, _german));
        Assert.Equal($"{english} or not known", LeadScoreCard.DescribeClass(criterion, line with { IncludesUnknown = true }, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Classes_of_an_order_and_of_names_in_words()
    {
        var line = new LeadClass(1, 1, 3, [], IncludesOthers: false, IncludesUnknown: false, IsUnknownOnly: false, 1, 0.5);
        var names = new LeadClass(1, null, null, ["north", "south"], IncludesOthers: true, IncludesUnknown: true, IsUnknownOnly: false, 1, 0.5);

        Assert.Equal("B to C", LeadScoreCard.DescribeClass(new LeadCriterion("c", CustomerColumnKind.Ordinal, true, ["A", "B", "C"], [line]), line, CultureInfo.InvariantCulture));
        Assert.Equal("north, south, andere oder nicht bekannt", LeadScoreCard.DescribeClass(new LeadCriterion("c", CustomerColumnKind.Categorical, false, [], [names]), names, _german));
    }

    [Fact]
    public void A_card_says_how_far_it_is_behind_the_full_model()
    {
        LeadScoreCard card = _card.Value;
        double loss = card.Quality.FullAuc!.Value - card.Quality.Auc!.Value;
        string said = loss < 0.0005 ? "it loses nothing" : string.Create(CultureInfo.InvariantCulture, $"that is {loss:0.000} ± {card.Quality.StandardError:0.000} behind it and within the 0.020");

        Assert.Equal(loss, card.Quality.Loss!.Value, 1e-12);
        Assert.Contains(said, card.ToString(), StringComparison.Ordinal);
        Assert.False((card.Quality with { Auc = 0.6, FullAuc = 0.7 }).IsWithinAllowedLoss);
        Assert.Null((card.Quality with { Auc = null }).Loss);
    }

    [Fact]
    public void Customers_without_any_sign_and_bad_options_are_refused()
    {
        var table = new CustomerTableBuilder().AddNumeric("same", new double[40]).WithKeys(Enumerable.Range(0, 40).Select(i => $"{i}")).Build();
        bool[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0)];

        Assert.Contains("No column tells", Assert.Throws<PropensityTrainingException>(() => new LeadScoreTrainer().Train(new LabeledCustomers(table, labels))).Message, StringComparison.Ordinal);
        Assert.Throws<PropensityTrainingException>(() => new LeadScoreTrainer().Train(new LabeledCustomers(table, new bool[40])));
        Assert.Equal(8, new LeadScoreOptions { LeastCriteria = 0, MostCriteria = 9, MostClasses = 1, MostGrids = 5, LeastShare = 1, AllowedLoss = -1, Folds = 1, MaxThreads = 0 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => new LeadScoreTrainer(new LeadScoreOptions { Folds = 1 }).Train(new LabeledCustomers(table, labels)));
    }
}
