namespace CrossSell.Ledger;

/// <summary>What is asked of the ledger: a slot for one contact.</summary>
/// <remarks>Immutable and thread-safe. What is not said has the strictest meaning.</remarks>
public sealed record ContactRequest
{
    /// <summary>Whose data, where one store serves several companies.</summary>
    /// <value>Default: <c>main</c>.</value>
    public string Tenant { get; init; } = "main";

    /// <summary>
    /// The caller's name for this very contact, as in <c>campaign|customer|offer|wave</c>. Asked twice, it is one contact; within a root, two
    /// different requests under one key are a conflict.
    /// </summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The person to be contacted.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The household, where limits are counted for it; null otherwise.</summary>
    public string? Household { get; init; }

    /// <summary>The account, where limits are counted for it; null otherwise.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// The subject under whose lock the contact is decided; all contacts of each of its subjects must name the same. Null (the default) takes
    /// the account, else the household, else the customer.
    /// </summary>
    public SubjectKey? Root { get; init; }

    /// <summary>The way it is to go, as in <c>phone</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Who begins it.</summary>
    public ContactDirection Direction { get; init; }

    /// <summary>What it is for; marketing unless said otherwise.</summary>
    public ContactPurpose Purpose { get; init; }

    /// <summary>The campaign, or null.</summary>
    public string? Campaign { get; init; }

    /// <summary>Product categories it speaks of.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Free marks that rules may match.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of the offers it presents.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>The customer's class now, or null when it is unknown.</summary>
    public string? CustomerClass { get; init; }

    /// <summary>The instant it is planned for; null for now. An instant in the past is taken as now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The IANA id of the customer's zone; null when unknown.</summary>
    public string? Zone { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether limits may refuse it.</summary>
    public bool ObeysCaps { get; init; } = true;

    /// <summary>Whether it uses up limits for later ones.</summary>
    public bool CountsTowardCaps { get; init; } = true;

    /// <summary>Whether the customer asked for it.</summary>
    public bool RequestedByCustomer { get; init; }

    /// <summary>The name of an exemption claimed, with actor and reason, or null. Whether it is honoured is the rules' business.</summary>
    public string? Exemption { get; init; }

    /// <summary>Higher numbers may bump lower ones.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it may take the slot of planned or reserved contacts of lower priority.</summary>
    public bool MayBump { get; init; }

    /// <summary>Whether the slot is part of a plan and has no expiry.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>How long the reservation holds; null for the ledger's default. Above zero.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What it takes from shared volumes.</summary>
    public IReadOnlyList<VolumeTake> Volumes { get; init; } = [];

    /// <summary>The address or number it goes to, so that an objection of that contact point is found. It is digested, never stored; null when unknown.</summary>
    public string? ContactPoint { get; init; }

    /// <summary>All whom the contact counts for, in order.</summary>
    public IReadOnlyList<SubjectKey> Subjects
    {
        get
        {
            if (Household is null && Account is null)
            {
                return [SubjectKey.Of(Customer)];
            }

            List<SubjectKey> subjects = [SubjectKey.Of(Customer)];
            if (Household is { } household)
            {
                subjects.Add(SubjectKey.Household(household));
            }

            if (Account is { } account)
            {
                subjects.Add(SubjectKey.Account(account));
            }

            subjects.Sort();
            return subjects;
        }
    }

    /// <summary>The root in force: the one named, else the account, else the household, else the customer.</summary>
    public SubjectKey EffectiveRoot =>
        Root ?? (Account is { } account ? SubjectKey.Account(account)
            : Household is { } household ? SubjectKey.Household(household)
            : SubjectKey.Of(Customer));

    /// <summary>What is wrong with the request, one sentence each; empty when it can be asked.</summary>
    public IReadOnlyList<string> Validate() => ContactRequestCheck.FailuresOf(this);
}
