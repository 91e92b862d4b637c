using System.Globalization;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;
using CrossSell.ML.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace CrossSell.Benchmarks.Tables;

/// <summary>The algebra behind EASE and alternating least squares: CPU time of one thread, beside a general library or plain loops, and beside what the core could do at most.</summary>
/// <param name="runs">How often each of ours is run; medians are told. The others run once.</param>
internal sealed class MatrixTable(int runs)
{
    private const int Customers = 20_000;
    private const double Lambda = 500;

    /// <summary>How often the core's pace is measured each time; the best counts.</summary>
    private const int Tries = 3;

    public string Make()
    {
        var table = new Markdown("what", "CPU ms, 1 thread", "wall ms, 2 threads", "beside it", "its CPU ms", "times", "share of peak arithmetic");
        foreach (int products in new[] { 1_000, 2_000, 5_000 })
        {
            Inverse(table, products);
        }

        foreach (int factors in new[] { 32, 64, 128 })
        {
            HalfStep(table, factors);
        }

        return table.ToString();
    }

    private void Inverse(Markdown table, int products)
    {
        Console.Error.WriteLine($"  inverse of {products}");
        Matrix<double> gram = MathNetEase.Gram(GeneratedPairs.Matrix(GeneratedPairs.Make(Customers, products, least: 5, seed: 1)), Lambda);
        int order = SymmetricInverse.Padded(products);
        var start = new PinnedFloats((long)order * order);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                start.Values[(i * order) + j] = i < products ? (float)gram[i, j] : i == j ? 1 : 0;
            }
        }

        var work = new PinnedFloats(start.Values.Length);
        _ = Invert(2);
        _ = Invert(1);

        // The core's pace moves from second to second: what it could do is measured before and after each run.
        double[] times = new double[runs];
        double[] shares = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            double before = PeakArithmetic.Measure(Tries);
            times[run] = Invert(1).Cpu.TotalMilliseconds;
            shares[run] = Math.Pow(products, 3) / (times[run] / 1_000) / ((before + PeakArithmetic.Measure(Tries)) / 2);
        }

        double one = Median(times);
        double two = Median([.. Enumerable.Range(0, runs).Select(_ => Invert(2).Wall.TotalMilliseconds)]);
        string share = Median(shares).ToString("0 %", CultureInfo.InvariantCulture);
        string title = $"inverse of X'X + λI, {Markdown.Whole(products)} products";
        if (products > 2_000)
        {
            // The other would take minutes.
            table.Row(title, Markdown.Number(one), Markdown.Number(two), "-", "-", "-", share);
            return;
        }

        double theirs = CpuStopwatch.Once(() => MathNetEase.Inverse(gram)).Cpu.TotalMilliseconds;
        table.Row(title, Markdown.Number(one), Markdown.Number(two), "MathNet, Cholesky, double precision", Markdown.Number(theirs), Markdown.Times(theirs, one), share);

        (TimeSpan Cpu, TimeSpan Wall) Invert(int threads)
        {
            start.Values.CopyTo(work.Values, 0);
            return CpuStopwatch.Once(() => SymmetricInverse.Invert(work, order, threads, CancellationToken.None));
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private void HalfStep(Markdown table, int factors)
    {
        Console.Error.WriteLine($"  half-step of {factors} factors");
        const int Rows = 1_000;
        var exact = new AlsCase(Rows, factors, AlsSolver.Cholesky);
        var near = new AlsCase(Rows, factors, AlsSolver.ConjugateGradient);
        double theirs = CpuStopwatch.Median(Math.Min(runs, 3), () => exact.Plain()).Cpu.TotalMilliseconds;
        foreach ((string way, AlsCase ours) in new[] { ("Cholesky", exact), ("3 conjugate gradients", near) })
        {
            double used = 1_000 * CpuStopwatch.SecondsPerCall(() => ours.Ours());
            table.Row($"factors of {Markdown.Whole(Rows)} customers, {factors} factors, {way}", Markdown.Number(used), "-", "plain loops, double precision, Cholesky", Markdown.Number(theirs), Markdown.Times(theirs, used), "-");
        }
    }
}
