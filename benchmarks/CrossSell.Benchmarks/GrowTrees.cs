using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;
using CrossSell.ML.Features;
using CrossSell.ML.Trees;

namespace CrossSell.Benchmarks;

/// <summary>Ten boosted trees of depth 4 on 10,000 rows and 20 columns, by histograms against sorting at every node; one thread, as the baseline.</summary>
public class GrowTrees
{
    private const int Trees = 10;
    private const int Depth = 4;
    private const double Rate = 0.3;

    private double[][] _columns = null!;
    private bool[] _labels = null!;
    private TreeRows _rows = null!;

    [GlobalSetup]
    public void Setup()
    {
        (double[][] rows, _labels) = GeneratedAnswers.Make(rows: 10_000, columns: 20, seed: 11);
        _columns = [.. Enumerable.Range(0, 20).Select(j => rows.Select((row, i) => row[j] + (i % 5 / 8.0)).ToArray())];
        var builder = new CustomerTableBuilder();
        for (int j = 0; j < 20; j++)
        {
            builder.AddNumeric($"c{j:D2}", _columns[j]);
        }

        CustomerTable table = builder.Build();
        Field[] fields = TreeFields.Fit(table, useProtected: false);
        _rows = TreeRows.Of(fields, FieldEncoder.Encode(fields, table), table.Count);
        PerProcess.Once(() =>
        {
            SameAnswer.Check(naive: Exact(), ours: Ours());
            WarmUp.Repeat(Exact);
        });
        WarmUp.Repeat(Ours);
    }

    [Benchmark(Baseline = true)]
    public int Exact() => Digest(ExactTrees.Boost(_columns, _labels, Trees, Depth, Rate));

    [Benchmark, Gate(maxRatio: 0.07)]
    public int Ours()
    {
        int count = _labels.Length;
        var grower = new TreeGrower(_rows, new TreeSettings(Depth, Rate, new Monotonicity[_columns.Length]), threads: 1);
        int[] all = [.. Enumerable.Range(0, count)];
        int[] fields = [.. Enumerable.Range(0, _columns.Length)];
        double[] logits = new double[count];
        double[] g = new double[count];
        double[] h = new double[count];
        for (int t = 0; t < Trees; t++)
        {
            for (int i = 0; i < count; i++)
            {
                double p = 1 / (1 + Math.Exp(-logits[i]));
                (g[i], h[i]) = (p - (_labels[i] ? 1 : 0), p * (1 - p));
            }

            RegressionTree tree = grower.Grow(g, h, all, fields);
            for (int i = 0; i < count; i++)
            {
                logits[i] += tree.Values[tree.Leaf(_rows.Codes, i)];
            }
        }

        return Digest(logits);
    }

    private static int Digest(double[] logits) => (int)Math.Round(logits.Sum(logit => logit * logit) * 1e3);
}
