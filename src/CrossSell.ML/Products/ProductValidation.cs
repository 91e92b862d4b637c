using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Products;

/// <summary>Tries strengths on rows held out, all products together; each block keeps its last solution, from which the next strength starts.</summary>
internal sealed class ProductValidation
{
    // A held-out loss is known to some units: a hundredth of one is nothing.
    private const double Tolerance = 1e-2;
    private const int MostPasses = 60;

    /// <summary>A product with fewer buyers in a training part is not judged there.</summary>
    private const int LeastBuyers = 5;

    private readonly SharedDesign[] _trains;
    private readonly SharedDesign[] _tests;
    private readonly ProductBlock[][] _trainBlocks;
    private readonly ProductBlock[][] _testBlocks;
    private readonly BlockSolver?[][,] _solvers;
    private readonly int _threads;

    public ProductValidation(SharedDesign design, ProductBlock[] blocks, Split[] splits, int threads)
    {
        _threads = threads;
        _trains = [.. splits.Select(split => design.Select(split.Train))];
        _tests = [.. splits.Select(split => design.Select(split.Test))];
        _trainBlocks = [.. splits.Select(split => Array.ConvertAll(blocks, block => block.Select(split.Train)))];
        _testBlocks = [.. splits.Select(split => Array.ConvertAll(blocks, block => block.Select(split.Test)))];
        _solvers = [.. splits.Select(_ => new BlockSolver?[blocks.Length, 2])];
    }

    /// <summary>The held-out logits and answers of all products at these strengths, in a fixed order, and their mean log loss.</summary>
    public HeldOut Try(ProductStrengths strengths, CancellationToken cancellationToken)
    {
        int blocks = _trainBlocks[0].Length;
        var parts = new HeldOut[_trains.Length * blocks];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken }, part =>
        {
            int split = part / blocks;
            int block = part % blocks;
            ProductBlock train = strengths.WithRules ? _trainBlocks[split][block] : _trainBlocks[split][block].WithoutRules();
            ProductBlock test = strengths.WithRules ? _testBlocks[split][block] : _testBlocks[split][block].WithoutRules();
            BlockSolver solver = _solvers[split][block, strengths.WithRules ? 1 : 0] ??= new BlockSolver(_trains[split], train);
            solver.Solve(_trains[split].Penalty(strengths.Main, strengths.Steps, strengths.WithRules), Tolerance, MostPasses, cancellationToken);
            parts[part] = Score(_tests[split], train, test, solver.Weights);
        });
        return HeldOut.Join(parts);
    }

    private static HeldOut Score(SharedDesign design, ProductBlock train, ProductBlock test, double[] weights)
    {
        var logits = new List<double>();
        var labels = new List<double>();
        var baseLogits = new List<double>();
        for (int lane = 0; lane < train.Products.Length; lane++)
        {
            (int bought, int open) = train.Count(lane);
            if (bought < LeastBuyers || open - bought < LeastBuyers)
            {
                continue;
            }

            double byRate = LogisticFunction.Logit((double)bought / open);
            for (int row = 0; row < design.Rows; row++)
            {
                if (((test.Open[row] >> lane) & 1) != 0)
                {
                    logits.Add(BlockLogits.Of(design, test, weights, row, lane));
                    labels.Add((test.Bought[row] >> lane) & 1);
                    baseLogits.Add(byRate);
                }
            }
        }

        return new HeldOut([.. logits], [.. labels], [.. baseLogits]);
    }
}
