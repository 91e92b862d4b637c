using CrossSell.Eligibility;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What makes a product ineligible beyond the catalogue itself.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record EligibilityRules
{
    /// <summary>
    /// The default: a product that was presented once is not offered again, unless the last thing said about it was that the moment was bad, that it was put off, or
    /// that it was bought; or unless the open offer is followed up.
    /// </summary>
    public static EligibilityRules Strict { get; } = new();

    /// <summary>A product may be offered again when the times of the decline table have passed.</summary>
    public static EligibilityRules CoolDown { get; } = new() { OnceOnly = false };

    /// <summary>Whether a presented product is never offered again. Default: true.</summary>
    public bool OnceOnly { get; init; } = true;

    /// <summary>What declines block.</summary>
    public DeclineTable Declines { get; init; } = DeclineTable.Default;

    /// <summary>Presentations without an answer after which a product rests. Default: 3; null for no such rule. At least 1.</summary>
    public int? MaxUnansweredPresentations { get; init; } = 3;

    /// <summary>How long it rests then, from the last presentation on. Default: 90 days.</summary>
    public TimeSpan RestAfterPresentations { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The least time between two presentations of a product; null for none, the default.</summary>
    public TimeSpan? MinTimeBetweenOffers { get; init; }

    /// <summary>How long before the end of a contract with somebody else the product may be offered. Default: 90 days; null when such contracts bar no offer.</summary>
    public TimeSpan? LeadBeforeCompetitorEnd { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How old <see cref="CustomerFacts.HoldingsAsOf"/> may be; null for any age, the default.</summary>
    public TimeSpan? MaxHoldingsAge { get; init; }

    /// <summary>How old <see cref="CustomerFacts.ConsentAsOf"/> may be; null for any age, the default.</summary>
    public TimeSpan? MaxConsentAge { get; init; }

    /// <summary>Who may be contacted by which channel. Default: objections, holds and pauses are heeded, permissions are not asked for.</summary>
    public PermissionRules Permissions { get; init; } = PermissionRules.WithoutConsent;

    /// <summary>Conditions of the user's own, all of which must be met; each name once.</summary>
    public IReadOnlyList<EligibilityPredicate> Predicates { get; init; } = [];

    /// <summary>
    /// The rules as a purge takes them (<see cref="RetentionPolicy.StillNeeded"/>): expired offers, answers and holds stay that bar an offer now, or that would count
    /// when the customer is asked or answers again. Under <see cref="Strict"/> that is whatever was presented.
    /// </summary>
    /// <param name="classRule">The rule that counts declining conversations; null for <see cref="ContactClassRule.Default"/>.</param>
    public RetentionRule ToRetentionRule(ContactClassRule? classRule = null) =>
        (rows, expired, now) => new OfferNeeds(this, (classRule ?? ContactClassRule.Default).Within, rows, expired, now).Find();

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (MaxUnansweredPresentations is < 1)
        {
            failures.Add($"MaxUnansweredPresentations is {MaxUnansweredPresentations}; it must be null or 1 or more.");
        }

        foreach ((string name, TimeSpan? value) in new (string, TimeSpan?)[]
        {
            (nameof(RestAfterPresentations), RestAfterPresentations), (nameof(MinTimeBetweenOffers), MinTimeBetweenOffers), (nameof(LeadBeforeCompetitorEnd), LeadBeforeCompetitorEnd),
            (nameof(MaxHoldingsAge), MaxHoldingsAge), (nameof(MaxConsentAge), MaxConsentAge),
        })
        {
            if (value < TimeSpan.Zero)
            {
                failures.Add(FormattableString.Invariant($"{name} is {value}; it must be zero or more."));
            }
        }

        if (Declines is null || Permissions is null)
        {
            failures.Add("Declines or Permissions is null; where nothing is blocked or asked for they must say so.");
        }

        failures.AddRange(Predicates.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Count() > 1 || string.IsNullOrWhiteSpace(g.Key))
            .Select(g => $"The name '{g.Key}' of a predicate is empty or given to {g.Count()}; each needs a name of its own."));
        return failures;
    }
}
