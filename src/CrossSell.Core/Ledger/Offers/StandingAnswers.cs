namespace CrossSell.Ledger;

/// <summary>The answers that stand: those that no other corrects, oldest first; of several at one instant the one with the lower id in ordinal order.</summary>
internal static class StandingAnswers
{
    /// <summary>Those of a whole record.</summary>
    public static IEnumerable<OfferResponse> Of(IReadOnlyList<OfferResponse> responses) => Until(responses, DateTimeOffset.MaxValue);

    /// <summary>Those that stood at an instant: what was said later, corrections too, was not yet known.</summary>
    public static IEnumerable<OfferResponse> Until(IReadOnlyList<OfferResponse> responses, DateTimeOffset at)
    {
        HashSet<string> corrected = [.. responses.Where(response => response.At <= at).Select(response => response.Supersedes).OfType<string>()];
        return responses.Where(response => response.At <= at && !corrected.Contains(response.Id)).OrderBy(response => response.At).ThenBy(response => response.Id, StringComparer.Ordinal);
    }
}
