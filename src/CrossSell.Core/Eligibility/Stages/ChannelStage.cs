using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the customer may and can be contacted by the channel, on our own initiative.</summary>
internal static class ChannelStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        if (!candidate.IsOutbound || candidate.Request.Channel is not { } channel)
        {
            return;
        }

        // Objections to everything, holds and pauses spoke in earlier stages.
        IEnumerable<Veto> permission = new PermissionCheck(candidate.Rules.Permissions, candidate.Facts, channel).At(candidate.At).Vetoes;
        vetoes.AddRange(permission.Where(v => v.Code.StartsWith("CNS.", StringComparison.Ordinal) && !vetoes.Exists(known => string.Equals(known.Code, v.Code, StringComparison.Ordinal))));
        if (candidate.Facts.ReachableChannels is { } reachable && !reachable.Contains(channel, StringComparer.Ordinal))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.Unreachable, Parameters = [new("channel", channel)], FixHint = "Ask the customer for his address or number." });
        }
    }
}
