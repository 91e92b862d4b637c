using System.Globalization;

namespace CrossSell.ML.Tests.Segments;

public class SegmentTreeTests
{
    private static readonly CultureInfo _german = CultureInfo.GetCultureInfo("de");

    [Fact]
    public void Planted_segments_are_found_with_their_rules()
    {
        (CustomerTable table, SegmentTarget[] targets, int[] truth) = Planted(4_000, seed: 1);
        SegmentTree tree = SegmentTree.Grow(table, targets);
        CustomerGroups groups = tree.Assign(table);

        Assert.Equal(3, tree.Segments.Count);
        Assert.InRange(tree.Explained, 0.3, 0.9);
        Assert.Equal(3, Enumerable.Range(0, 4_000).Select(i => (truth[i], groups.Codes[i])).Distinct().Count());
        Assert.Equal(["S1", "S2", "S3"], tree.Segments.Select(s => s.Name));
        Assert.Equal(tree.Segments.Select(s => s.Customers), tree.Segments.Select(s => s.Customers).OrderDescending());
        Assert.Equal(1, tree.Segments.Sum(s => s.Share), 1e-12);
        string[] rules = [.. tree.Segments.Select(s => SegmentTree.Describe(s, CultureInfo.InvariantCulture))];
        Assert.Contains("income: below 40", rules);
        Assert.Contains(rules, r => r.StartsWith("income: 40 or more or not known; region: east", StringComparison.Ordinal));
        Assert.Contains(rules, r => r.StartsWith("income: 40 or more or not known; region: north", StringComparison.Ordinal));
        string[] german = [.. tree.Segments.Select(s => SegmentTree.Describe(s, _german, new Dictionary<string, LocalizedText> { ["income"] = new LocalizedText("Income").With("de", "Einkommen") }))];
        Assert.Contains("Einkommen: unter 40", german);
    }

    [Fact]
    public void Means_are_those_of_the_customers_that_are_assigned()
    {
        (CustomerTable table, SegmentTarget[] targets, _) = Planted(2_000, seed: 2);
        SegmentTree tree = SegmentTree.Grow(table, targets, new SegmentTreeOptions { MostSegments = 4 });
        CustomerGroups groups = tree.Assign(table);

        foreach (SegmentRule segment in tree.Segments)
        {
            int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => groups.Names[groups.Codes[i]] == segment.Name)];
            Assert.Equal(rows.Length, segment.Customers);
            Assert.Equal(targets.Select(t => Math.Round(rows.Average(r => t.Values[r]), 9)), segment.Means.Select(m => Math.Round(m, 9)));
        }
    }

    [Fact]
    public void The_first_question_is_the_best_of_all_questions()
    {
        var random = new Random(3);
        for (int run = 0; run < 20; run++)
        {
            double[] number = [.. Enumerable.Range(0, 60).Select(_ => random.Next(8) == 0 ? double.NaN : random.Next(6))];
            string[] name = [.. Enumerable.Range(0, 60).Select(_ => "abcd"[random.Next(4)].ToString())];
            double[] target = [.. Enumerable.Range(0, 60).Select(i => random.NextDouble() + (number[i] > 2 ? 0.8 : 0) + (name[i] is "b" or "d" ? 0.8 : 0))];
            CustomerTable table = new CustomerTableBuilder().AddNumeric("number", number).AddCategorical("name", name).WithKeys(Enumerable.Range(0, 60).Select(i => $"{i}")).Build();
            SegmentTree tree = SegmentTree.Grow(table, [new SegmentTarget("t", target)], new SegmentTreeOptions { MostSegments = 2, LeastShare = 0.1, Folds = 2 });
            double Squares(Func<int, bool> side) => new[] { true, false }.Sum(s => Enumerable.Range(0, 60).Where(i => side(i) == s).ToArray() is { Length: >= 6 } rows ? rows.Sum(i => Math.Pow(target[i] - rows.Average(r => target[r]), 2)) : 1e9);
            double best = Enumerable.Range(0, 8).SelectMany(cut => new[] { true, false }.Select(missing => Squares(i => double.IsNaN(number[i]) ? missing : number[i] >= cut)))
                .Concat(Enumerable.Range(1, 14).Select(set => Squares(i => (set >> "abcd".IndexOf(name[i], StringComparison.Ordinal) & 1) == 1))).Min();
            CustomerGroups groups = tree.Assign(table);

            Assert.True(tree.Segments.Count == 1 || Math.Abs(Squares(i => groups.Codes[i] == 0) - best) < 1e-9);
        }
    }

    [Fact]
    public void Noise_is_one_segment()
    {
        var random = new Random(5);
        CustomerTable table = new CustomerTableBuilder().AddNumeric("a", [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())])
            .AddBoolean("b", Enumerable.Range(0, 600).Select(_ => (bool?)(random.Next(2) == 0))).WithKeys(Enumerable.Range(0, 600).Select(i => $"{i}")).Build();
        SegmentTree tree = SegmentTree.Grow(table, [new SegmentTarget("t", [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())])]);

        Assert.Equal("all customers", SegmentTree.Describe(Assert.Single(tree.Segments), CultureInfo.InvariantCulture));
        Assert.Equal("alle Kunden", SegmentTree.Describe(tree.Segments[0], _german));
        Assert.Equal(0, tree.Explained, 1e-9);
        Assert.Equal(["S1"], tree.Assign(table).Names);
    }

    [Fact]
    public void Rows_in_another_order_change_nothing_and_strangers_find_a_place()
    {
        (CustomerTable table, SegmentTarget[] targets, _) = Planted(1_500, seed: 6);
        int[] order = [.. Enumerable.Range(0, 1_500).OrderBy(i => i * 769 % 1_500)];
        SegmentTree tree = SegmentTree.Grow(table, targets);
        SegmentTree other = SegmentTree.Grow(table.Select(order), [.. targets.Select(t => new SegmentTarget(t.Name, [.. order.Select(i => t.Values[i])]))]);
        CustomerTable strangers = new CustomerTableBuilder().AddNumeric("income", [double.NaN, -5]).AddCategorical("region", ["atlantis", null]).Build();

        Assert.Equal(tree.Segments.Select(s => (SegmentTree.Describe(s, _german), s.Customers)), other.Segments.Select(s => (SegmentTree.Describe(s, _german), s.Customers)));
        Assert.Equal(2, tree.Assign(strangers).Count);
        Assert.Throws<ArgumentException>(() => tree.Assign(new CustomerTableBuilder().AddNumeric("income", [1.0]).Build()));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        (CustomerTable table, SegmentTarget[] targets, _) = Planted(50, seed: 7);

        Assert.Throws<ArgumentException>(() => SegmentTree.Grow(table, []));
        Assert.Contains("50 customers", Assert.Throws<ArgumentException>(() => SegmentTree.Grow(table, [new SegmentTarget("t", [1])])).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => SegmentTree.Grow(table, [new SegmentTarget("t", [.. Enumerable.Repeat(double.NaN, 50)])])).Message, StringComparison.Ordinal);
        Assert.Equal(4, new SegmentTreeOptions { MostSegments = 1, MostConditions = 0, LeastShare = 0, Folds = 1 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => SegmentTree.Grow(table, targets, new SegmentTreeOptions { Folds = 1 }));
    }

    /// <summary>The poor differ from the others in the first target; of the others the east and the west differ in the second.</summary>
    private static (CustomerTable Table, SegmentTarget[] Targets, int[] Truth) Planted(int count, int seed)
    {
        var random = new Random(seed);
        double[] income = [.. Enumerable.Range(0, count).Select(i => i % 19 == 0 ? double.NaN : 2.0 * random.Next(5, 50))];
        string[] region = [.. Enumerable.Range(0, count).Select(_ => new[] { "north", "south", "east", "west" }[random.Next(4)])];
        int[] truth = [.. Enumerable.Range(0, count).Select(i => income[i] < 40 ? 0 : region[i] is "east" or "west" ? 1 : 2)];
        SegmentTarget first = new("first", [.. truth.Select(t => (t == 0 ? 0.1 : 0.4) + (0.1 * random.NextDouble()))]);
        SegmentTarget second = new("second", [.. truth.Select(t => (t == 1 ? 0.5 : 0.2) + (0.3 * random.NextDouble()))]);
        SegmentTarget never = new("never", [.. truth.Select(_ => 3.0)]);
        CustomerTable table = new CustomerTableBuilder().AddNumeric("income", income).AddCategorical("region", region)
            .AddNumeric("noise", [.. truth.Select(_ => random.NextDouble())]).WithKeys(Enumerable.Range(0, count).Select(i => $"K{i}")).Build();
        return (table, [first, second, never], truth);
    }
}
