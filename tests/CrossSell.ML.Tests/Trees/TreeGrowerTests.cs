using CrossSell.ML.Features;
using CrossSell.ML.Tests.Logistic;
using CrossSell.ML.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Boosting;

public class TreeGrowerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_tree_is_the_best_that_trying_every_cut_finds(int depth) =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            double[][] columns = Columns(60, 3, seed);
            (double[] g, double[] h) = Derivatives(60, seed);
            TreeRows rows = Rows(columns);

            RegressionTree tree = Grow(rows, g, h, depth);

            var expected = BruteForceTree.Grow(columns, g, h, [.. Enumerable.Range(0, 60)], depth);
            Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(expected.Predict(columns, row), tree.Values[tree.Leaf(rows.Codes, row)], 1e-9));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Theory]
    [InlineData(Monotonicity.Increasing)]
    [InlineData(Monotonicity.Decreasing)]
    public void A_monotone_column_never_moves_a_tree_the_other_way(Monotonicity direction) =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            double[][] columns = Columns(150, 3, seed);
            (double[] g, double[] h) = Derivatives(150, seed);
            TreeRows rows = Rows(columns);
            RegressionTree tree = Grow(rows, g, h, depth: 5, [Monotonicity.None, direction, Monotonicity.None]);

            // Every row with every other row's known value of the column in its place.
            byte[] known = [.. rows.Codes[1].Where(code => code != rows.Fields[1].MissingCode).Distinct().Order()];
            for (int row = 0; row < 150; row++)
            {
                double[] along = [.. known.Select(code => Value(tree, [[rows.Codes[0][row]], [code], [rows.Codes[2][row]]]))];
                Assert.All(along.Zip(along.Skip(1)), pair => Assert.True((int)direction * (pair.Second - pair.First) >= 0));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Many_levels_are_divided_as_well_as_all_divisions_allow()
    {
        // Six levels: of all 31 divisions the sorted one is best (with the same ridge for all).
        byte[] codes = [.. Enumerable.Range(0, 240).Select(i => (byte)(i * 7 % 6))];
        (double[] g, double[] h) = Derivatives(240, 5);
        g = [.. g.Select((v, i) => v + (codes[i] is 1 or 4 ? 0.4 : -0.2))];
        var field = new Field("level", CustomerColumnKind.Categorical, 0, 0, [], [], ["a", "b", "c", "d", "e", "f"], EachValue: false, HasMissing: false);
        RegressionTree tree = Grow(new TreeRows([field], [codes], 240), g, h, depth: 1);

        double best = Enumerable.Range(1, 31).Max(set => Win(i => (set >> codes[i] & 1) != 0) + Win(i => (set >> codes[i] & 1) == 0)) - Win(_ => true);

        Assert.Equal(best, tree.Gains[0], 1e-9);
        Assert.Equal(tree.Codes[0].Contains(1), tree.Codes[0].Contains(4));

        double Win(Func<int, bool> some)
        {
            int[] rows = [.. Enumerable.Range(0, 240).Where(some)];
            return Math.Pow(rows.Sum(r => g[r]), 2) / (rows.Sum(r => h[r]) + TreeSettings.Ridge + TreeSettings.SortedLevelsRidge) / 2;
        }
    }

    [Fact]
    public void What_a_node_has_not_seen_goes_where_most_go()
    {
        // Levels a to d occur, e and gaps do not; c and d are few.
        byte[] codes = [.. Enumerable.Range(0, 200).Select(i => (byte)(i < 160 ? i % 2 : 2 + (i % 2)))];
        double[] g = [.. codes.Select(code => code < 2 ? -0.2 : 0.5)];
        double[] h = [.. codes.Select(_ => 0.25)];
        var field = new Field("level", CustomerColumnKind.Categorical, 0, 0, [], [], ["a", "b", "c", "d", "e"], EachValue: false, HasMissing: false);
        RegressionTree tree = Grow(new TreeRows([field], [codes], 200), g, h, depth: 2);
        bool heavy = tree.Codes[0].Contains(0);

        Assert.Equal(heavy, tree.Codes[0].Contains(4));
        Assert.Equal(heavy, tree.Codes[0].Contains(field.MissingCode));

        TreeRows numbers = Rows([[.. codes.Select(code => (double)code)]]);
        RegressionTree byNumber = Grow(numbers, g, h, depth: 1);
        Assert.Equal(byNumber.Codes[0].Contains(0), byNumber.Codes[0].Contains(numbers.Fields[0].MissingCode));
    }

    [Fact]
    public void Sets_of_codes_hold_what_was_put_in()
    {
        CodeSet set = new[] { 0, 63, 64, 127, 128, 200, 255 }.Aggregate(default(CodeSet), (codes, code) => codes.With(code));

        Assert.Equal([0, 63, 64, 127, 128, 200, 255], set.Codes());
    }

    internal static TreeRows Rows(double[][] columns)
    {
        var builder = new CustomerTableBuilder();
        for (int c = 0; c < columns.Length; c++)
        {
            builder.AddNumeric($"c{c}", columns[c]);
        }

        CustomerTable table = builder.Build();
        Field[] fields = TreeFields.Fit(table, useProtected: false);
        return TreeRows.Of(fields, FieldEncoder.Encode(fields, table), table.Count);
    }

    internal static RegressionTree Grow(TreeRows rows, double[] g, double[] h, int depth, Monotonicity[]? directions = null)
    {
        var settings = new TreeSettings(depth, 1, directions ?? new Monotonicity[rows.Fields.Length]);
        RegressionTree tree = new TreeGrower(rows, settings, threads: 1).Grow(g, h, Enumerable.Range(0, rows.Count).ToArray(), [.. Enumerable.Range(0, rows.Fields.Length)]);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int node = 0; ; node = tree.Codes[node].Contains(rows.Codes[tree.Fields[node]][row]) ? tree.Left[node] : tree.Right[node])
            {
                tree.Covers[node]++;
                if (tree.Fields[node] < 0)
                {
                    break;
                }
            }
        }

        return tree;
    }

    internal static double Value(RegressionTree tree, byte[][] codes) => tree.Values[tree.Leaf(codes, 0)];

    /// <summary>Numbers with ties and gaps.</summary>
    internal static double[][] Columns(int rows, int columns, int seed)
    {
        double[] u = LogisticRegressionTests.Random(rows * columns, 2, seed).Values;
        return [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Select(i =>
            u[(2 * ((i * columns) + c)) + 1] > 1 ? double.NaN : Math.Round(u[2 * ((i * columns) + c)] * (4 + (8 * c)))).ToArray())];
    }

    internal static (double[] G, double[] H) Derivatives(int rows, int seed)
    {
        double[] u = LogisticRegressionTests.Random(rows, 2, seed + 1).Values;
        return ([.. Enumerable.Range(0, rows).Select(i => u[2 * i])], [.. Enumerable.Range(0, rows).Select(i => 0.05 + (Math.Abs(u[(2 * i) + 1]) / 4))]);
    }
}
