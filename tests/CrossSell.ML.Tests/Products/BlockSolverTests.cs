using CrossSell.ML.Design;
using CrossSell.ML.Features;
using CrossSell.ML.Logistic;
using CrossSell.ML.Products;

namespace CrossSell.ML.Tests.Products;

/// <summary>Eight products side by side against one after another.</summary>
public sealed class BlockSolverTests
{
    private const int Rows = 600;

    [Theory, InlineData(false), InlineData(true)]
    public void Eight_lanes_come_to_what_each_product_alone_comes_to(bool withRules)
    {
        (SharedDesign design, ProductBlock block) = Example(products: 5, withRules);
        Penalty penalty = design.Penalty(main: 3, steps: 2, withRules);
        var solver = new BlockSolver(design, block);
        solver.Solve(penalty, 1e-14, 100, CancellationToken.None);

        for (int lane = 0; lane < 5; lane++)
        {
            double[] alone = Alone(design, block, lane, penalty);
            for (int j = 0; j < alone.Length; j++)
            {
                Assert.Equal(alone[j], solver.Weights[(j * ProductBlock.Lanes) + lane], 1e-8);
            }
        }
    }

    [Fact]
    public void A_warm_start_comes_to_the_same_in_fewer_passes()
    {
        (SharedDesign design, ProductBlock block) = Example(products: 3, withRules: false);
        var warm = new BlockSolver(design, block);
        warm.Solve(design.Penalty(10, 10, withRules: false), 1e-14, 100, CancellationToken.None);
        warm.Solve(design.Penalty(3, 3, withRules: false), 1e-14, 100, CancellationToken.None);
        var cold = new BlockSolver(design, block);
        cold.Solve(design.Penalty(3, 3, withRules: false), 1e-14, 100, CancellationToken.None);

        Assert.True(warm.Passes < cold.Passes);
        Assert.All(cold.Weights.Zip(warm.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    [Fact]
    public void The_loss_is_the_sum_of_log_losses_of_open_rows()
    {
        (SharedDesign design, ProductBlock block) = Example(products: 4, withRules: true);
        var pass = new BlockPass(design, block);
        double[] weights = [.. Enumerable.Range(0, pass.Parameters * ProductBlock.Lanes).Select(i => Math.Sin(i * 1.7))];
        pass.Run(weights);

        for (int lane = 0; lane < 4; lane++)
        {
            double loss = 0;
            for (int row = 0; row < Rows; row++)
            {
                double z = BlockLogits.Of(design, block, weights, row, lane);
                bool bought = ((block.Bought[row] >> lane) & 1) != 0;
                loss += ((block.Open[row] >> lane) & 1) != 0 ? Math.Log(1 + Math.Exp(bought ? -z : z)) : 0;
            }

            Assert.Equal(loss, pass.Losses[lane], 1e-8);
        }
    }

    /// <summary>The same columns as a dense design, one product's open rows alone.</summary>
    private static double[] Alone(SharedDesign design, ProductBlock block, int lane, Penalty penalty)
    {
        int[] open = [.. Enumerable.Range(0, Rows).Where(row => ((block.Open[row] >> lane) & 1) != 0)];
        int count = design.Parameters - 1 + (block.HasRules ? 1 : 0);
        double[] values = DesignMatrix.NewValues(open.Length, count);
        var dense = new DesignMatrix(open.Length, count, values, [], []);
        for (int i = 0; i < open.Length; i++)
        {
            for (int k = design.Starts[open[i]]; k < design.Starts[open[i] + 1] - 1; k++)
            {
                values[((long)i * dense.Stride) + design.Columns[k]] = 1;
            }

            if (block.HasRules)
            {
                values[((long)i * dense.Stride) + count - 1] = block.RuleLogits[(open[i] * ProductBlock.Lanes) + lane];
            }
        }

        // The intercept comes before the rules in one design and last in the other.
        Penalty moved = penalty;
        if (block.HasRules)
        {
            moved = new Penalty(count + 1);
            double[] hessian = new double[(count + 1) * (count + 1)];
            penalty.AddHessian(hessian, count + 1);
            for (int j = 0; j < count; j++)
            {
                moved.AddRidge(j, hessian[j == count - 1 ? (count * (count + 1)) + count : (j * (count + 1)) + j]);
            }
        }

        double[] labels = Array.ConvertAll(open, row => (double)((block.Bought[row] >> lane) & 1));
        double[] result = new NewtonSolver(dense, labels, weights: null, offset: null, threads: 1).Solve(moved, start: null, 1e-16, 100, CancellationToken.None).Parameters;
        if (block.HasRules)
        {
            (result[count - 1], result[count]) = (result[count], result[count - 1]);
        }

        return result;
    }

    private static (SharedDesign Design, ProductBlock Block) Example(int products, bool withRules)
    {
        var chance = new SmallStream(42);
        string[] region = [.. Enumerable.Range(0, Rows).Select(_ => "abcd"[chance.Next(4)].ToString())];
        bool?[] owner = [.. Enumerable.Range(0, Rows).Select(_ => (bool?)(chance.Next(2) == 0))];
        double[] income = [.. Enumerable.Range(0, Rows).Select(_ => (double)chance.Next(withRules ? 2 : 4))];
        CustomerTable table = new CustomerTableBuilder().AddCategorical("region", region).AddBoolean("owner", owner).AddNumeric("income", income).Build();
        Field[] fields = FieldFitter.Fit(table, useProtected: true);
        var design = SharedDesign.Of(fields, FieldEncoder.Encode(fields, table), Rows, new bool[fields.Length]);
        byte[] open = [.. Enumerable.Range(0, Rows).Select(_ => (byte)(chance.Next(256) & ((1 << products) - 1)))];
        byte[] bought = [.. Enumerable.Range(0, Rows).Select(row => (byte)(open[row] & chance.Next(256) & (owner[row] == true ? 255 : chance.Next(256))))];
        double[] rules = [.. Enumerable.Range(0, withRules ? Rows * ProductBlock.Lanes : 0).Select(_ => (chance.Next(100) - 50) / 25.0)];
        return (design, new ProductBlock([.. Enumerable.Range(0, products)], open, bought, rules));
    }

    /// <summary>A small generator with a seed, so that a failure comes again.</summary>
    private sealed class SmallStream(ulong seed)
    {
        private ulong _state = seed;

        public int Next(int below)
        {
            _state = unchecked((_state * 6364136223846793005) + 1442695040888963407);
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}
