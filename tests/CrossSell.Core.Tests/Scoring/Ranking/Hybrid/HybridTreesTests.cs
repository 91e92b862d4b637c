namespace CrossSell.Core.Tests.Scoring.Ranking.Hybrid;

/// <summary>Trees beside sums over all subsets of features, word for word as Shapley values are defined.</summary>
public sealed class HybridTreesTests
{
    private const int Features = 5;

    [Fact]
    public void Contributions_are_the_Shapley_values_and_add_up()
    {
        ulong state = 5;
        for (int round = 0; round < 60; round++)
        {
            HybridTrees trees = Random(ref state, count: 1 + (round % 3));
            float[] row = [.. Enumerable.Range(0, Features).Select(_ => Next(ref state, 10) - 5f)];
            double[] contributions = new double[Features];

            trees.Explain(row, contributions);

            for (int feature = 0; feature < Features; feature++)
            {
                Assert.Equal(Shapley(trees, row, feature), contributions[feature], 1e-12);
            }

            Assert.Equal(trees.Of(row), trees.Mean + contributions.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Trees_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 3], [0, -1, -1], [0, 0, 0], [0, 0, 0], [2, 0, 0], [0, 1, 2], [2, 1, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 3], [0, -1, -1], [0, 0, 0], [1, 0, 0], [3, 0, 0], [0, 1, 2], [2, 1, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 3], [0, -1, -1], [0, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 2], [2, 1, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 3], [0, -1, -1], [0, 0, 0], [1, 0, 0], [2, 0, 0], [0, double.NaN, 2], [2, 1, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 3], [0, -1, -1], [0, 0, 0], [1, 0, 0], [2, 0, 0], [0, 1, 2], [2, 0, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 2], [0, -1, -1], [0, 0, 0], [1, 0, 0], [2, 0, 0], [0, 1, 2], [2, 1, 1]));
        Assert.Throws<ArgumentException>(() => new HybridTrees([0, 1], [-2], [0], [0], [0], [1], [1]));
    }

    private static double Shapley(HybridTrees trees, float[] row, int feature)
    {
        double sum = 0;
        for (int set = 0; set < 1 << Features; set++)
        {
            if ((set >> feature & 1) != 0)
            {
                continue;
            }

            int size = System.Numerics.BitOperations.PopCount((uint)set);
            double orders = Factorial(size) * Factorial(Features - 1 - size) / Factorial(Features);
            sum += orders * (Known(trees, row, set | (1 << feature)) - Known(trees, row, set));
        }

        return sum;
    }

    // Of a feature that is not known all go on as the training candidates did.
    private static double Known(HybridTrees trees, float[] row, int set)
    {
        (int[] starts, int[] features, float[] thresholds, int[] left, int[] right, double[] values, double[] covers) = trees.Arrays;
        return Enumerable.Range(0, trees.Count).Sum(tree => At(starts[tree]));

        double At(int node) => features[node] < 0 ? values[node]
            : (set >> features[node] & 1) != 0 ? At(row[features[node]] < thresholds[node] ? left[node] : right[node])
            : ((covers[left[node]] * At(left[node])) + (covers[right[node]] * At(right[node]))) / covers[node];
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);

    private static HybridTrees Random(ref ulong state, int count)
    {
        List<int> starts = [0];
        List<int> features = [];
        List<float> thresholds = [];
        List<int> left = [];
        List<int> right = [];
        List<double> values = [];
        List<double> covers = [];
        for (int tree = 0; tree < count; tree++)
        {
            var open = new Queue<(int Node, int Depth)>([(Add(100), 0)]);
            while (open.TryDequeue(out (int Node, int Depth) at))
            {
                if (at.Depth == 4 || Next(ref state, 5) == 0)
                {
                    values[at.Node] = Next(ref state, 100) / 10.0;
                    continue;
                }

                double share = (1 + Next(ref state, 8)) / 10.0;
                features[at.Node] = Next(ref state, Features);
                thresholds[at.Node] = Next(ref state, 10) - 5;
                left[at.Node] = Add(covers[at.Node] * share);
                right[at.Node] = Add(covers[at.Node] * (1 - share));
                open.Enqueue((left[at.Node], at.Depth + 1));
                open.Enqueue((right[at.Node], at.Depth + 1));
            }

            starts.Add(features.Count);
        }

        return new HybridTrees([.. starts], [.. features], [.. thresholds], [.. left], [.. right], [.. values], [.. covers]);

        int Add(double cover)
        {
            features.Add(-1);
            thresholds.Add(0);
            left.Add(0);
            right.Add(0);
            values.Add(0);
            covers.Add(cover);
            return features.Count - 1;
        }
    }

    private static int Next(ref ulong state, int below)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
