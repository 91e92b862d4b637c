using System.Globalization;

namespace CrossSell;

/// <summary>When an offer that waits for an answer is followed up, how often, and how it is weighed.</summary>
/// <remarks>Immutable.</remarks>
public sealed record FollowUpRules
{
    /// <summary>How often one offer is followed up at most, agreed call-backs apart; 0 for never.</summary>
    /// <value>Default: 2.</value>
    public int MaxPerOffer { get; init; } = 2;

    /// <summary>How long after an offer was shown it is first followed up, where no day was agreed.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan FirstAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The least time between two contacts about one offer, agreed call-backs apart.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan MinGap { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long after its day an agreed call-back stands as one; after that it is an open offer like any other.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan CallBackWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The urgency of an offer that ends at once; one without an end has 1.</summary>
    /// <value>Default: 2. At least 1.</value>
    public double MostUrgency { get; init; } = 2;

    /// <summary>In how much time before its end half of an offer's urgency above 1 comes.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan UrgencyHalfLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long after a satisfied answer the customer may be asked whom he could recommend us to.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan ReferralWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a customer is not asked for a referral again.</summary>
    /// <value>Default: 365 days.</value>
    public TimeSpan ReferralRest { get; init; } = TimeSpan.FromDays(365);

    /// <summary>By which channel; null for that of the last contact about the offer, and where there was none <see cref="DefaultChannel"/>.</summary>
    public string? Channel { get; init; }

    /// <summary>By which channel where no other is known.</summary>
    /// <value>Default: <c>phone</c>.</value>
    public string DefaultChannel { get; init; } = "phone";

    /// <summary>What a contact costs, 0 or more, in the currency of the margins.</summary>
    public double ContactCost { get; init; }

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MaxPerOffer < 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(MaxPerOffer)} is {MaxPerOffer}; it must be 0 or more."));
        }

        foreach ((string name, TimeSpan span, bool mayBeZero) in new (string, TimeSpan, bool)[]
        {
            (nameof(FirstAfter), FirstAfter, true), (nameof(MinGap), MinGap, true), (nameof(CallBackWindow), CallBackWindow, false), (nameof(UrgencyHalfLife), UrgencyHalfLife, false),
            (nameof(ReferralWindow), ReferralWindow, false), (nameof(ReferralRest), ReferralRest, true),
        })
        {
            if (span < TimeSpan.Zero || (span == TimeSpan.Zero && !mayBeZero))
            {
                failures.Add(FormattableString.Invariant($"{name} is {span}; it must be {(mayBeZero ? "zero or more" : "above zero")}."));
            }
        }

        if (!(MostUrgency >= 1) || !double.IsFinite(MostUrgency))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(MostUrgency)} is {MostUrgency}; it must be 1 or more and finite."));
        }

        if (!(ContactCost >= 0) || !double.IsFinite(ContactCost))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ContactCost)} is {ContactCost}; it must be 0 or more and finite."));
        }

        if (Channel is { Length: 0 } || string.IsNullOrEmpty(DefaultChannel))
        {
            failures.Add($"{nameof(Channel)} or {nameof(DefaultChannel)} is empty; a channel has a name.");
        }

        return failures;
    }

    /// <summary>How urgent an offer is.</summary>
    internal double UrgencyOf(DateTimeOffset? end, DateTimeOffset now) =>
        end is { } known ? 1 + ((MostUrgency - 1) * Math.Pow(2, -Math.Max(0, (known - now) / UrgencyHalfLife))) : 1;
}
