using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>The answers that stand: those up to an instant that no later one corrects.</summary>
internal static class Answers
{
    public static IEnumerable<OfferResponse> Standing(IReadOnlyList<OfferResponse> responses, DateTimeOffset at)
    {
        HashSet<string> corrected = [.. responses.Where(r => r.At <= at && r.Supersedes is not null).Select(r => r.Supersedes!)];
        return responses.Where(r => r.At <= at && !corrected.Contains(r.Id)).OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal);
    }
}
