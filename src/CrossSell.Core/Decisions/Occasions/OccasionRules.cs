namespace CrossSell;

/// <summary>From when to when something is an occasion.</summary>
/// <remarks>Immutable. A span of null switches that kind off.</remarks>
public sealed record OccasionRules
{
    /// <summary>How long before a holding ends it is an occasion, until it ends.</summary>
    /// <value>Default: 90 days.</value>
    public TimeSpan? BeforeContractEnd { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long before the day of a purchase comes round it is an occasion, and as long after it.</summary>
    /// <value>Default: 14 days.</value>
    public TimeSpan? AroundAnniversary { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long before and after a birthday it is an occasion.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan? AroundBirthday { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long after its day a call-back or a postponed offer is still one.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan? AfterCallBack { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long after a purchase the customer is asked whether all is well.</summary>
    /// <value>Default: 5 days.</value>
    public TimeSpan? AfterSale { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long that question still makes sense.</summary>
    /// <value>Default: 16 days.</value>
    public TimeSpan AfterSaleWindow { get; init; } = TimeSpan.FromDays(16);

    /// <summary>How long after a life event it is an occasion.</summary>
    /// <value>Default: 60 days.</value>
    public TimeSpan? AfterLifeEvent { get; init; } = TimeSpan.FromDays(60);

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        (string Name, TimeSpan? Span)[] spans =
        [
            (nameof(BeforeContractEnd), BeforeContractEnd), (nameof(AroundAnniversary), AroundAnniversary), (nameof(AroundBirthday), AroundBirthday), (nameof(AfterCallBack), AfterCallBack),
            (nameof(AfterSale), AfterSale), (nameof(AfterSaleWindow), AfterSaleWindow), (nameof(AfterLifeEvent), AfterLifeEvent),
        ];
        return [.. spans.Where(one => one.Span <= TimeSpan.Zero).Select(one => FormattableString.Invariant($"{one.Name} is {one.Span}; it must be above zero, or null where that is allowed."))];
    }
}
