namespace CrossSell.Ledger;

/// <summary>How long rows of a ledger are kept, table by table. A period is the least: what a promise of the ledger still needs stays longer.</summary>
/// <remarks>
/// Not thread-safe while it is changed. Null keeps a table's rows until their customer is erased; zero keeps what is needed and nothing else.
/// Objections have no period: they stay.
/// </remarks>
public sealed class RetentionPolicy
{
    /// <summary>Contacts that are settled or gave up, since they last changed. Also the life of their idempotency keys: asked after it, a key is a new contact.</summary>
    /// <value>Default: null. What any limit could still count, and what waits or is under way, stays whatever this says.</value>
    public TimeSpan? Contacts { get; set; }

    /// <summary>Offers, since they were made, last shown, or ran out. Offers and answers of a product go together, when all of them are past their periods.</summary>
    /// <value>Default: null. Needs <see cref="StillNeeded"/>.</value>
    public TimeSpan? Offers { get; set; }

    /// <summary>Answers, since they were given, or since the day that they name.</summary>
    /// <value>Default: null. Needs <see cref="StillNeeded"/>.</value>
    public TimeSpan? Responses { get; set; }

    /// <summary>Permissions, given and withdrawn, since a newer one took their place and since their last use. The newest of a customer, channel and purpose stays.</summary>
    /// <value>Default: null. Proof of permission to call is to be kept for five years in Germany (§ 7a UWG).</value>
    public TimeSpan? Consents { get; set; }

    /// <summary>Uses of permissions, since the use. The last use of a permission stays as long as the permission.</summary>
    /// <value>Default: null.</value>
    public TimeSpan? ConsentUses { get; set; }

    /// <summary>Holds, since they ended. Open ones stay.</summary>
    /// <value>Default: null. Needs <see cref="StillNeeded"/>.</value>
    public TimeSpan? Holds { get; set; }

    /// <summary>Changes of class, since a newer one took their place. The newest of a customer stays.</summary>
    /// <value>Default: null.</value>
    public TimeSpan? ClassChanges { get; set; }

    /// <summary>Rows of the decision log but those of refusals.</summary>
    /// <value>Default: null.</value>
    public TimeSpan? Decisions { get; set; }

    /// <summary>Rows of the decision log about refusals.</summary>
    /// <value>Default: null.</value>
    public TimeSpan? RefusedDecisions { get; set; }

    /// <summary>Says which offers, answers and holds past their period still bar something, as <c>EligibilityRules.ToRetentionRule</c> does.</summary>
    /// <value>Default: null, and then <see cref="Offers"/>, <see cref="Responses"/> and <see cref="Holds"/> must be null.</value>
    public RetentionRule? StillNeeded { get; set; }

    /// <summary>What is wrong with this policy, one sentence each; empty when it can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        (string Name, TimeSpan? Period)[] periods =
        [
            (nameof(Contacts), Contacts), (nameof(Offers), Offers), (nameof(Responses), Responses), (nameof(Consents), Consents), (nameof(ConsentUses), ConsentUses),
            (nameof(Holds), Holds), (nameof(ClassChanges), ClassChanges), (nameof(Decisions), Decisions), (nameof(RefusedDecisions), RefusedDecisions),
        ];
        List<string> failures =
            [.. periods.Where(one => one.Period < TimeSpan.Zero).Select(one => FormattableString.Invariant($"{one.Name} is {one.Period}; it must be zero or more, or null to keep all."))];
        if (periods.All(one => one.Period is null))
        {
            failures.Add("No table has a period; at least one is needed to purge anything.");
        }

        if (StillNeeded is null && periods.FirstOrDefault(one => one.Period is not null && one.Name is nameof(Offers) or nameof(Responses) or nameof(Holds)) is { Name: { } name })
        {
            failures.Add($"{name} has a period, and StillNeeded is null; it must say which rows still bar an offer, as EligibilityRules.ToRetentionRule() does.");
        }

        return failures;
    }
}
