namespace CrossSell;

/// <summary>A policy cannot be used. The message lists everything that is wrong with it, each with its place.</summary>
public sealed class PolicyException : FormatException
{
    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="source">The file, or what else the policy came from.</param>
    /// <param name="faults">One sentence each, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public PolicyException(string source, IReadOnlyList<string> faults)
        : base(MessageOf(source, faults)) => Faults = [.. faults];

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string MessageOf(string source, IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return faults.Count > 0
            ? string.Join(Environment.NewLine, faults.Select(f => $"{source}: {f}"))
            : throw new ArgumentException("A policy without faults is no error.", nameof(faults));
    }
}
