namespace CrossSell;

/// <summary>The text of a campaign cannot be used. The message lists everything that is wrong with it, each with its place.</summary>
public sealed class CampaignFormatException : FormatException
{
    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="source">The file, or what else the campaign came from.</param>
    /// <param name="faults">One sentence each, at least one.</param>
    public CampaignFormatException(string source, IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, (faults ?? []).Select(fault => $"{source}: {fault}"))) => Faults = [.. faults ?? []];

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
