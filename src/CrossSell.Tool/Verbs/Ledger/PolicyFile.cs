namespace CrossSell.Tool;

/// <summary>The file of a contact policy.</summary>
internal static class PolicyFile
{
    /// <exception cref="FailureException">The file cannot be read.</exception>
    /// <exception cref="PolicyException">It holds no policy.</exception>
    public static PolicySet Read(string path, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, expected: "a policy as JSON");
        using var text = new StreamReader(input.Stream);
        return PolicySet.FromJson(text.ReadToEnd(), input.Name);
    }
}
