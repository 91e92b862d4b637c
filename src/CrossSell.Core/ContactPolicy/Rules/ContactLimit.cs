using System.Collections.Frozen;
using System.Globalization;

namespace CrossSell.ContactPolicy;

/// <summary>How many are allowed; 0 allows none. A limit becomes a rule by saying over which window it holds: <c>ContactRule.AtMost(2).Within(...)</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ContactLimit
{
    private readonly FrozenDictionary<string, int>? _byClass;

    internal ContactLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        Lowest = limit;
    }

    internal ContactLimit(IEnumerable<KeyValuePair<string, int>> byClass)
    {
        ArgumentNullException.ThrowIfNull(byClass);
        var limits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string customerClass, int limit) in byClass)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(customerClass);
            ArgumentOutOfRangeException.ThrowIfNegative(limit);
            if (!limits.TryAdd(customerClass, limit))
            {
                throw new ArgumentException($"The class '{customerClass}' has two limits, {limits[customerClass]} and {limit}; give one.", nameof(byClass));
            }
        }

        if (limits.Count == 0)
        {
            throw new ArgumentException("Limits by class need at least one class.", nameof(byClass));
        }

        _byClass = limits.ToFrozenDictionary(StringComparer.Ordinal);
        Lowest = limits.Values.Min();
    }

    /// <summary>The limit of the classes, in ordinal order; empty when one limit holds for all.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> ByClass => _byClass is null ? [] : [.. _byClass.OrderBy(p => p.Key, StringComparer.Ordinal)];

    /// <summary>The one limit, or the lowest of the classes: it holds for customers whose class is unknown or has no limit of its own.</summary>
    public int Lowest { get; }

    /// <summary>The limit for a customer's class.</summary>
    /// <param name="customerClass">The class; null when it is unknown.</param>
    public int For(string? customerClass) => _byClass is not null && customerClass is not null && _byClass.TryGetValue(customerClass, out int limit) ? limit : Lowest;

    /// <summary>In any stretch of this length, wherever it begins.</summary>
    /// <param name="length">More than zero.</param>
    public ContactRule Within(TimeSpan length) => Over(ContactWindow.Rolling(length));

    /// <summary>In any so many consecutive local days.</summary>
    /// <param name="days">1 or more.</param>
    public ContactRule WithinDays(int days) => Over(ContactWindow.CalendarDays(days));

    /// <summary>In each period of the calendar.</summary>
    /// <param name="period">Which period.</param>
    public ContactRule InEach(CalendarPeriod period) => Over(ContactWindow.Calendar(period));

    /// <summary>Ever.</summary>
    public ContactRule InLifetime() => Over(ContactWindow.Lifetime);

    /// <summary>In each campaign.</summary>
    public ContactRule InEachCampaign() => Over(ContactWindow.PerCampaign);

    /// <summary>For each offer.</summary>
    public ContactRule ForEachOffer() => Over(ContactWindow.PerOffer);

    /// <summary>Over a window.</summary>
    /// <param name="window">The window.</param>
    public ContactRule Over(ContactWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new ContactRule(this, window);
    }

    /// <summary>Such as <c>2</c> or <c>A=8 B=6 C=2</c>.</summary>
    public override string ToString() => _byClass is null
        ? Lowest.ToString(CultureInfo.InvariantCulture)
        : string.Join(' ', ByClass.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));
}
