using BenchmarkDotNet.Running;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Instructions;
using CrossSell.Benchmarks.Tables;

// --gate [PART-OF-A-NAME]       short, a process for each class: one line a gate; exit code 1 when one fails or none was there
// --instructions [KERNEL]       counts the instructions of the hottest kernels under valgrind; exit code 77 where there is none
// --tables FOLDER [TABLE ...]   measures at length and writes the tables of docs/performance.md; see there
//     [--peers FOLDER]          runs the programs lcm2, lcm3, eclat and fpgrowth of that folder, too
// --gates-of CLASS, --measure LOADER FILE, --kernels MODEL      what these run as processes of their own
// anything else                 BenchmarkDotNet's own options, such as --filter '*Mine*' or --list flat
switch (args)
{
    case ["--gate"]:
        return GateRunner.Run(filter: null, Console.Out);
    case ["--gate", var filter]:
        return GateRunner.Run(filter, Console.Out);
    case ["--gates-of", var type]:
        return GateRunner.RunClass(type, Console.Out);
    case ["--instructions"]:
        return InstructionGate.Run(name: null, Console.Out);
    case ["--instructions", var name]:
        return InstructionGate.Run(name, Console.Out);
    case ["--kernels", var model]:
        return HotKernels.Run(model);
    case ["--tables", var folder, .. var tables]:
        return TableRun.Run(folder, tables);
    case ["--measure", SpaceTable.Name, var customers]:
        return SpaceTable.Measure(customers);
    case ["--measure", var loader, var path]:
        return LoadTable.Measure(loader, path);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GateRunner).Assembly).Run(args);
        return 0;
}
