namespace CrossSell.Benchmarks;

/// <summary>How this program runs itself as a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>The program to start and its arguments, in one row: the host that runs this process and, where that is <c>dotnet</c>, the assembly before the arguments.</summary>
    public static string[] Command(params string[] arguments)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not tell which program runs this process; it cannot be run again.");
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(OwnProgram).Assembly.Location, .. arguments] : [host, .. arguments];
    }
}
