using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A limit in its plainest form, for oracles and for the history checker: at most so many matching contacts of a subject in a window.</summary>
/// <remarks>Immutable and thread-safe if its functions are.</remarks>
public sealed record LimitSpec
{
    /// <summary>Names the limit in messages.</summary>
    public required string Name { get; init; }

    /// <summary>How many are allowed; 0 for none.</summary>
    public required int Limit { get; init; }

    /// <summary>Any limit + 1 consecutive contacts must span at least this long; null when contacts count by <see cref="Period"/>, or for ever.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Contacts with the same text count together, as in a calendar month; null when <see cref="Window"/> rules, or for ever.</summary>
    public Func<Contact, string>? Period { get; init; }

    /// <summary>For whom it is counted.</summary>
    public SubjectKind Subject { get; init; }

    /// <summary>Which contacts it is about; null for all.</summary>
    public Func<Contact, bool>? Matches { get; init; }

    /// <summary>Whether a set of contacts, all counted at once for one subject, breaks the limit. Enumerates every window; slow and plain on purpose.</summary>
    /// <param name="contacts">Counted contacts of one subject, in any order.</param>
    public bool IsBrokenBy(IEnumerable<Contact> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        Contact[] counted = [.. contacts.Where(contact => contact.CountsTowardCaps && (Matches is null || Matches(contact)))];
        if (Period is { } period)
        {
            return counted.GroupBy(period, StringComparer.Ordinal).Any(group => group.Count() > Limit);
        }

        return Window is not { } window
            ? counted.Length > Limit
            : counted.Any(first => counted.Count(other => other.At >= first.At && other.At - first.At < window) > Limit);
    }
}
