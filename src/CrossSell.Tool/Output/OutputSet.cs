namespace CrossSell.Tool;

/// <summary>Several outputs of one run: none is another output, and their files appear when all of them are whole.</summary>
/// <param name="host">The tool's surroundings.</param>
internal sealed class OutputSet(ToolHost host) : IDisposable
{
    private readonly List<(string Option, string Path, OutputTarget Target)> _outputs = [];

    /// <summary>Opens one more.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <c>-</c> for standard output.</param>
    /// <exception cref="UsageException">The file is an input, or named twice.</exception>
    /// <exception cref="FailureException">It cannot be written.</exception>
    public OutputTarget Add(string option, string path)
    {
        foreach ((string other, string taken, _) in _outputs)
        {
            // NamedFiles has compared the files; standard output is also where an output goes that no option names.
            if (taken == path)
            {
                throw new UsageException($"{other} and {option} are both '{path}'; choose another name for one of them.");
            }
        }

        OutputTarget target = OutputTarget.Open(host, path);
        _outputs.Add((option, path, target));
        return target;
    }

    public void Commit()
    {
        foreach ((_, _, OutputTarget target) in _outputs)
        {
            target.Commit();
        }
    }

    public void Dispose()
    {
        foreach ((_, _, OutputTarget target) in _outputs)
        {
            target.Dispose();
        }
    }
}
