using BenchmarkDotNet.Running;
using CrossSell.Benchmarks.Gates;

// --gate [PART-OF-A-NAME]     short, in this process: one line a gate; exit code 1 when one fails or none was there
// anything else               BenchmarkDotNet's own options, such as --filter '*Mine*' or --list flat
switch (args)
{
    case ["--gate"]:
        return GateRunner.Run(filter: null, Console.Out);
    case ["--gate", var filter]:
        return GateRunner.Run(filter, Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GateRunner).Assembly).Run(args);
        return 0;
}
