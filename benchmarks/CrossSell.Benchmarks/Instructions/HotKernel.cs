namespace CrossSell.Benchmarks.Instructions;

/// <summary>A kernel whose instructions are counted.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Loops">How often it runs while it is counted.</param>
/// <param name="Expected">The instructions of one run, as measured and committed.</param>
/// <param name="What">What one run does.</param>
internal sealed record HotKernel(string Name, int Loops, long Expected, string What);
