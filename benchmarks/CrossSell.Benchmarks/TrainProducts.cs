using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML.Features;
using CrossSell.ML.Products;

namespace CrossSell.Benchmarks;

/// <summary>Who buys which of 50 products, from 100 facts of which a customer has about ten: the same weights from one design for all, and product by product.</summary>
public class TrainProducts
{
    private const int Rows = 20_000;
    private const int Facts = 100;
    private const int Products = 50;
    private const double Ridge = 1;
    private const double Tolerance = 1e-6;

    private SharedDesign _design = null!;
    private bool[][] _labels = null!;
    private ProductBlock[] _blocks = null!;

    [GlobalSetup]
    public void Setup()
    {
        var chance = new SeededNumbers(17);
        bool?[][] facts = [.. Enumerable.Range(0, Facts).Select(_ => new bool?[Rows])];
        double[][] effects = [.. Enumerable.Range(0, Products).Select(_ => Enumerable.Range(0, Facts).Select(_ => 1.2 * (chance.Unit() - 0.5)).ToArray())];
        double[] rates = [.. Enumerable.Range(0, Products).Select(_ => -1 - (3 * chance.Unit()))];
        _labels = [.. Enumerable.Range(0, Products).Select(_ => new bool[Rows])];
        for (int row = 0; row < Rows; row++)
        {
            for (int f = 0; f < Facts; f++)
            {
                facts[f][row] = chance.Below(10) == 0;
            }

            for (int p = 0; p < Products; p++)
            {
                double logit = rates[p];
                for (int f = 0; f < Facts; f++)
                {
                    logit += facts[f][row] == true ? effects[p][f] : 0;
                }

                _labels[p][row] = chance.Unit() < 1 / (1 + Math.Exp(-logit));
            }
        }

        var builder = new CustomerTableBuilder();
        for (int f = 0; f < Facts; f++)
        {
            builder.AddBoolean($"fact {f:000}", facts[f]);
        }

        CustomerTable table = builder.Build();
        Field[] fields = FieldFitter.Fit(table, useProtected: true);
        _design = SharedDesign.Of(fields, FieldEncoder.Encode(fields, table), Rows, new bool[fields.Length]);
        _blocks = [.. Enumerable.Range(0, Products).Chunk(ProductBlock.Lanes).Select(Block)];
        PerProcess.Once(() =>
        {
            SameAnswer.Check(naive: OneByOne(), ours: OneDesign());
            WarmUp.Repeat(OneByOne);
        });
        WarmUp.Repeat(OneDesign);
    }

    [Benchmark(Baseline = true)]
    public int OneByOne() =>
        Rounded(_labels.Select(labels => TextbookNewton.Fit(_design.Starts, _design.Columns, _design.Parameters, labels, Ridge, Tolerance)));

    [Benchmark, Gate(maxRatio: 0.33)]
    public int OneDesign() => Rounded(_blocks.SelectMany(Fit));

    private IEnumerable<double[]> Fit(ProductBlock block)
    {
        var solver = new BlockSolver(_design, block);
        solver.Solve(_design.Penalty(Ridge, Ridge, withRules: false), Tolerance, 100, CancellationToken.None);
        return Enumerable.Range(0, block.Products.Length).Select(lane => Enumerable.Range(0, _design.Parameters).Select(j => solver.Weights[(j * ProductBlock.Lanes) + lane]).ToArray());
    }

    private ProductBlock Block(int[] products)
    {
        byte[] open = new byte[Rows];
        byte[] bought = new byte[Rows];
        Array.Fill(open, (byte)((1 << products.Length) - 1));
        for (int row = 0; row < Rows; row++)
        {
            for (int lane = 0; lane < products.Length; lane++)
            {
                bought[row] |= (byte)((_labels[products[lane]][row] ? 1 : 0) << lane);
            }
        }

        return new ProductBlock(products, open, bought, []);
    }

    // Far from the tolerance: both must come to the same weights.
    private static int Rounded(IEnumerable<double[]> weights) => weights.Aggregate(0, (sum, own) => unchecked((sum * 31) + (int)Math.Round(own.Sum(Math.Abs))));
}
