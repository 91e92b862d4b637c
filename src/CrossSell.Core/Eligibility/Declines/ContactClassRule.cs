using CrossSell.Ledger;

namespace CrossSell;

/// <summary>When a customer who declines again and again is left in peace, and when an unclassified one becomes one of little potential.</summary>
/// <remarks>
/// Immutable and thread-safe. Counted are conversations with at least one decline of a counting reason, within a year and since the last acceptance: three
/// declines in one call are one. Never after the first: it may have been a bad moment.
/// </remarks>
public sealed record ContactClassRule
{
    private readonly int _conversations = 3;

    /// <summary>The usual rule: three conversations in a year.</summary>
    public static ContactClassRule Default { get; } = new();

    /// <summary>How many conversations. Default: 3. At least 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int Conversations
    {
        get => _conversations;
        init => _conversations = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "It takes 2 conversations or more; one decline may be a bad moment.");
    }

    /// <summary>Within which time. Default: 365 days.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long the customer is paused. Default: 60 days.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromDays(60);

    /// <summary>The class that changes. Default: O. Other classes keep theirs and are only paused.</summary>
    public string DemotedClass { get; init; } = "O";

    /// <summary>The class that it becomes. Default: C.</summary>
    public string DemotedTo { get; init; } = "C";

    /// <summary>The rule as the ledger takes it, beside each answer that it records: the change is written together with the answer.</summary>
    /// <param name="declines">Which reasons count; null for <see cref="DeclineTable.Default"/>.</param>
    public ClassRule ToClassRule(DeclineTable? declines = null) => (responses, changes, newest, now) =>
        Judge(newest.Customer, responses, changes.Count > 0 ? changes[^1].To : null, declines ?? DeclineTable.Default, newest.At) is { } change
            ? change with { At = now, PausedUntil = now + Pause }
            : null;

    /// <summary>Judges the answers up to an instant.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="responses">His answers.</param>
    /// <param name="currentClass">His contact class; null when he has none.</param>
    /// <param name="declines">Which reasons count.</param>
    /// <param name="at">The instant, as a rule that of the newest answer.</param>
    /// <returns>The change to record; null when there are not enough declines, or when the newest answer is not what made them enough.</returns>
    public ClassChange? Judge(CustomerId customer, IReadOnlyList<OfferResponse> responses, string? currentClass, DeclineTable declines, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(declines);
        OfferResponse[] standing = [.. StandingAnswers.Until(responses, at)];
        DateTimeOffset since = at - Within;
        DateTimeOffset? accepted = standing.Where(r => r.Kind == OfferResponseKind.Accepted).Select(r => (DateTimeOffset?)r.At).Max();
        string[] conversations =
        [
            .. standing.Where(r => r.Kind == OfferResponseKind.Declined && declines.For(r.Reason).CountsToDowngrade && r.At > since && !(r.At <= accepted))
                .GroupBy(r => r.Conversation, StringComparer.Ordinal).OrderBy(g => g.Min(r => r.At)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key),
        ];
        bool isNew = conversations.Length > 0 && standing.Any(r => r.At == at && string.Equals(r.Conversation, conversations[^1], StringComparison.Ordinal));
        if (conversations.Length == 0 || conversations.Length % Conversations != 0 || !isNew)
        {
            return null;
        }

        return new ClassChange
        {
            Customer = customer,
            At = at,
            From = currentClass,
            To = string.Equals(currentClass, DemotedClass, StringComparison.Ordinal) ? DemotedTo : currentClass,
            Reason = $"declined in {conversations.Length} conversations: {string.Join(", ", conversations)}",
            PausedUntil = at + Pause,
        };
    }
}
