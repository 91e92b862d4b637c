namespace CrossSell.Tool;

/// <summary>Several inputs of one run.</summary>
internal static class InputPaths
{
    /// <summary>Standard input can be read once.</summary>
    /// <exception cref="UsageException">Two inputs want it.</exception>
    public static void CheckOneFromPipe(IEnumerable<(string Option, string? Path)> inputs)
    {
        string[] piped = [.. inputs.Where(input => input.Path == "-").Select(input => input.Option)];
        if (piped.Length > 1)
        {
            throw new UsageException($"{piped[0]} and {piped[1]} are both -; only one of them can come from standard input.");
        }
    }
}
