using CrossSell.ML.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Boosting;

public class TreeShapTests
{
    [Fact]
    public void Contributions_are_the_Shapley_values_that_trying_every_subset_gives() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            const int columns = 4;
            TreeRows rows = TreeGrowerTests.Rows(TreeGrowerTests.Columns(120, columns, seed));
            (double[] g, double[] h) = TreeGrowerTests.Derivatives(120, seed);
            RegressionTree tree = TreeGrowerTests.Grow(rows, g, h, depth: 5);

            for (int row = 0; row < 120; row += 17)
            {
                double[] found = new double[columns];
                new TreeShap(tree, rows.Codes, row, found).Add();

                double[] expected = [.. Enumerable.Range(0, columns).Select(j => Shapley(tree, rows.Codes, row, j, columns))];
                Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
                Assert.Equal(tree.Values[tree.Leaf(rows.Codes, row)], tree.Mean() + found.Sum(), 1e-13);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    // The definition: over all subsets without j, what knowing j adds.
    private static double Shapley(RegressionTree tree, byte[][] codes, int row, int j, int columns)
    {
        double sum = 0;
        for (int known = 0; known < 1 << columns; known++)
        {
            if ((known >> j & 1) == 0)
            {
                int size = int.PopCount(known);
                double weight = Factorial(size) * Factorial(columns - size - 1) / Factorial(columns);
                sum += weight * (Expected(tree, codes, row, known | (1 << j), 0) - Expected(tree, codes, row, known, 0));
            }
        }

        return sum;
    }

    // The tree's mean when only some columns are known: at a question about another one both ways are taken, by the customers who went there.
    private static double Expected(RegressionTree tree, byte[][] codes, int row, int known, int node)
    {
        if (tree.Fields[node] < 0)
        {
            return tree.Values[node];
        }

        if ((known >> tree.Fields[node] & 1) != 0)
        {
            return Expected(tree, codes, row, known, tree.Codes[node].Contains(codes[tree.Fields[node]][row]) ? tree.Left[node] : tree.Right[node]);
        }

        double left = tree.Covers[tree.Left[node]] / tree.Covers[node];
        return (left * Expected(tree, codes, row, known, tree.Left[node])) + ((1 - left) * Expected(tree, codes, row, known, tree.Right[node]));
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
