using System.Globalization;
using CrossSell.ML.Features;

namespace CrossSell.ML.Tests.LeadScores;

/// <summary>Customers of whom what one answer means depends on another: young ones buy when called, old ones when written to.</summary>
public class LeadGridTests
{
    private static readonly LeadScoreOptions _options = new() { LeastCriteria = 2, MostCriteria = 3, Folds = 3, AllowedLoss = 0.03, FullModel = new Truth() };
    private static readonly Lazy<LabeledCustomers> _customers = new(() => Customers(4_000, seed: 1));
    private static readonly Lazy<LeadScoreCard> _card = new(() => new LeadScoreTrainer(_options).Train(_customers.Value));

    [Fact]
    public void Two_questions_that_tell_only_together_become_a_grid()
    {
        LeadScoreCard card = _card.Value;
        LeadScoreCard without = new LeadScoreTrainer(_options with { MostGrids = 0 }).Train(_customers.Value);
        LabeledCustomers later = Customers(20_000, seed: 2);
        double full = PropensityReport.Of(new Truth().Train(later).Predict(later.Table), later.Labels).Auc!.Value;
        var report = PropensityReport.Of(card.Predict(later.Table), later.Labels);

        LeadGrid grid = Assert.Single(card.Grids);
        Assert.Equal(["age", "channel"], new[] { grid.Rows.Column, grid.Columns.Column }.Order(StringComparer.Ordinal));
        Assert.True(card.Quality.IsWithinAllowedLoss);
        Assert.InRange(full - report.Auc!.Value, -0.005, 0.03);
        Assert.InRange(report.CalibrationError, 0, 0.025);
        Assert.Empty(without.Grids);
        Assert.False(without.Quality.IsWithinAllowedLoss);
    }

    [Fact]
    public void Points_are_those_of_the_lines_and_of_the_cells_that_a_reader_finds()
    {
        LeadScoreCard card = _card.Value;
        CustomerTable table = _customers.Value.Table;
        IReadOnlyList<int> points = card.Points(table);
        for (int row = 0; row < 200; row++)
        {
            int sum = card.Criteria.Sum(c => c.Classes[Line(c, table, row)].Points) + card.Grids.Sum(g => g.Cells[Line(g.Rows, table, row)][Line(g.Columns, table, row)].Points);
            Assert.Equal(sum, points[row]);
        }

        LeadGrid grid = card.Grids[0];
        Assert.Equal(4_000, grid.Cells.Sum(r => r.Sum(c => c.Customers)));
        Assert.Equal(grid.Rows.Classes.Select(c => c.Customers), grid.Cells.Select(r => r.Sum(c => c.Customers)));
        Assert.Equal(card.MostPoints, card.Criteria.Sum(c => c.MostPoints) + card.Grids.Sum(g => g.MostPoints));
        Assert.Equal(card.MostPoints, card.Bands[0].ToPoints);
        Assert.Equal(card.Columns.Order(StringComparer.Ordinal), card.Criteria.Select(c => c.Column).Concat(["age", "channel"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_grid_reads_in_both_languages_and_as_a_table()
    {
        LeadScoreCard card = _card.Value;
        LeadGrid grid = card.Grids[0];
        string[] lines = card.GridsCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains($"{grid.Rows.Column} × {grid.Columns.Column}\n", card.ToString(), StringComparison.Ordinal);
        Assert.Contains(" Punkte\n", card.Describe(CultureInfo.GetCultureInfo("de")), StringComparison.Ordinal);
        Assert.Equal(1 + (grid.Rows.Classes.Count * grid.Columns.Classes.Count), lines.Length);
        Assert.All(lines, line => Assert.Equal(14, line.Count(c => c == ',')));
        Assert.DoesNotContain("not known", card.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_another_order_change_nothing()
    {
        LabeledCustomers few = Customers(1_500, seed: 3);
        int[] order = [.. Enumerable.Range(0, 1_500).OrderBy(i => i * 7919 % 1_500)];

        Assert.Equal(new LeadScoreTrainer(_options).Train(few).GridsCsv(), new LeadScoreTrainer(_options).Train(few.Select(order)).GridsCsv());
    }

    [Theory]
    [InlineData(1.7467, 2.9979, 5.9357, 1.7, 3.0, 6.0)]
    [InlineData(1234.56, 1571.2, 2999.7, 1230.0, 1600.0, 3000.0)]
    [InlineData(10.001, 10.002, 10.003, 10.001, 10.002, 10.003)]
    [InlineData(-55.5, -1.2, 70.4, -60.0, 0.0, 70.0)]
    public void Cuts_are_rounded_as_far_as_neighbours_stay_apart(double first, double second, double third, double one, double two, double three)
    {
        var field = new Field("f", CustomerColumnKind.Numeric, 0, 100, [first, second, third], [first, third], [], EachValue: false, HasMissing: false);
        double[] cuts = ReadableCuts.Of(field).Cuts;

        Assert.Equal(3, cuts.Length);
        Assert.All(cuts.Zip([one, two, three]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal([first, second, third], ReadableCuts.Of(field with { EachValue = true }).Cuts);
    }

    private static int Line(LeadCriterion criterion, CustomerTable table, int row)
    {
        table.TryGetColumn(criterion.Column, out CustomerColumn? column);
        return Enumerable.Range(0, criterion.Classes.Count).Single(k => column!.Kind == CustomerColumnKind.Categorical
            ? criterion.Classes[k].Levels.Contains(column.Text(row)!)
            : column.Numbers[row] >= (criterion.Classes[k].From ?? double.NegativeInfinity) && column.Numbers[row] < (criterion.Classes[k].Below ?? double.PositiveInfinity));
    }

    private static LabeledCustomers Customers(int count, int seed)
    {
        var random = new Random(seed);
        double[] age = [.. Enumerable.Range(0, count).Select(_ => 18 + Math.Floor(60 * random.NextDouble()))];
        string[] channel = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) switch { 0 => "phone", 1 => "letter", _ => "email" })];
        double[] visits = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(5))];
        CustomerTable table = new CustomerTableBuilder().AddNumeric("age", age).AddCategorical("channel", channel).AddNumeric("visits", visits)
            .AddNumeric("noise", [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())]).WithKeys(Enumerable.Range(0, count).Select(i => $"G{seed}-{i:00000}")).Build();
        double[] chances = new Truth().Train(null!).Predict(table);
        return new LabeledCustomers(table, [.. chances.Select(p => random.NextDouble() < p)]);
    }

    private sealed class Truth : IPropensityTrainer, IPropensityModel
    {
        public IReadOnlyList<string> Columns => ["age", "channel", "visits"];

        public double BaseRate => 0.2;

        public IPropensityModel Train(LabeledCustomers customers, CancellationToken cancellationToken = default) => this;

        public void Predict(CustomerTable customers, Span<double> probabilities)
        {
            customers.TryGetColumn("age", out CustomerColumn? age);
            customers.TryGetColumn("channel", out CustomerColumn? channel);
            customers.TryGetColumn("visits", out CustomerColumn? visits);
            for (int i = 0; i < customers.Count; i++)
            {
                bool young = age!.Numbers[i] < 45;
                double liking = channel!.Text(i) switch { "phone" => young ? 2.6 : -0.5, "letter" => young ? 0 : 2, _ => 0.5 };
                probabilities[i] = 1 / (1 + Math.Exp(2.5 - liking - (0.3 * visits!.Numbers[i])));
            }
        }
    }
}
