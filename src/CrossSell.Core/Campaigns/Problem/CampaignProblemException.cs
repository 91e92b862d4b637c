namespace CrossSell.Campaigns;

/// <summary>A campaign problem cannot be planned as it was put; everything that is wrong with it is told at once.</summary>
public sealed class CampaignProblemException : Exception
{
    internal CampaignProblemException(IReadOnlyList<string> failures)
        : base(string.Join(Environment.NewLine, failures)) => Failures = failures;

    /// <summary>What is wrong, one sentence each, at least one.</summary>
    public IReadOnlyList<string> Failures { get; }
}
