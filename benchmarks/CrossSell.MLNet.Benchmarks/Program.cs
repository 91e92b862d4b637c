using BenchmarkDotNet.Running;
using CrossSell.MLNet.Benchmarks;

// --ratios [ROUNDS]   every way in turns in this process, CPU time of all threads, medians: what docs/mlnet.md states
// anything else       BenchmarkDotNet's own options, such as --filter '*Customers*' or --list flat
switch (args)
{
    case ["--ratios", .. var rounds]:
        Ratios.Print(rounds.Length == 0 ? 7 : int.Parse(rounds[0], System.Globalization.CultureInfo.InvariantCulture), Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
        return 0;
}
