using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>One limit on contacts: how many, of which, for whom, over which window, and what to do when it is reached.</summary>
/// <remarks>
/// Immutable and thread-safe; every method returns a changed copy. A contact must be admitted by every rule that it matches.
/// <example><code>
/// ContactRule.AtMost(2).Within(TimeSpan.FromDays(30));
/// ContactRule.AtMost(1).WithinDays(7).By("phone").Named("one call a week");
/// ContactRule.AtMost([new("A", 8), new("B", 6), new("C", 2)]).InEach(CalendarPeriod.Year).PerHousehold();
/// </code></example>
/// </remarks>
public sealed record ContactRule
{
    private readonly string? _id;

    internal ContactRule(ContactLimit limit, ContactWindow window)
    {
        Limit = limit;
        Window = window;
    }

    /// <summary>The rule's id, by which verdicts name it; made from limit and window until <see cref="Named"/> gives one.</summary>
    public string Id
    {
        get => _id ?? $"{(IsMinGap ? "gap" : $"at most {Limit}")} per {Window}{(Subject == SubjectKind.Customer ? "" : $" and {Subject}".ToLowerInvariant())}"
            + $"{(Match.Channels.Count > 0 ? $" by {string.Join(" or ", Match.Channels)}" : "")}";
        private init => _id = value;
    }

    /// <summary>The rule's version, by which verdicts name it.</summary>
    public string Version { get; private init; } = "1";

    /// <summary>How many are allowed.</summary>
    public ContactLimit Limit { get; private init; }

    /// <summary>Over which window.</summary>
    public ContactWindow Window { get; }

    /// <summary>Which contacts are judged and counted.</summary>
    public ContactMatch Match { get; private init; } = ContactMatch.OutboundMarketing;

    /// <summary>What is counted.</summary>
    public CountUnit Unit { get; private init; }

    /// <summary>For whom: a customer, his household or his account. Where a contact names no household or account, the customer is one of his own.</summary>
    public SubjectKind Subject { get; private init; }

    /// <summary>States that count beside Planned, Reserved (not run out), Dispatching, Unknown, Sent, Delivered and Answered.</summary>
    public IReadOnlyList<ContactState> AlsoCounted { get; private init; } = [];

    /// <summary>Slots kept for contacts of higher priority; null for none.</summary>
    public Headroom? Headroom { get; private init; }

    /// <summary>What the rule asks for when it does not admit a contact.</summary>
    public HitAction OnHit { get; private init; } = HitAction.Suppress;

    /// <summary>Whether the rule is a least distance between contacts; its vetoes have the code <c>GAP</c>.</summary>
    public bool IsMinGap { get; private init; }

    /// <summary>A limit for all classes of customers.</summary>
    /// <param name="limit">0 or more; 0 allows none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is negative.</exception>
    public static ContactLimit AtMost(int limit) => new(limit);

    /// <summary>A limit for each class of customers; a customer whose class is unknown or not listed has the lowest.</summary>
    /// <param name="byClass">At least one class; each once; limits of 0 or more.</param>
    /// <exception cref="ArgumentException">There is no class, or one stands twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative.</exception>
    public static ContactLimit AtMost(IEnumerable<KeyValuePair<string, int>> byClass) => new(byClass);

    /// <summary>The least distance between two contacts: one in any stretch of this length.</summary>
    /// <param name="gap">More than zero; a contact exactly that much later is admitted.</param>
    public static ContactRule MinGap(TimeSpan gap) => AtMost(1).Within(gap) with { IsMinGap = true };

    /// <summary>A copy with an id of the user's own.</summary>
    public ContactRule Named(string id, string version = "1")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return this with { Id = id, Version = version };
    }

    /// <summary>A copy about certain contacts.</summary>
    public ContactRule About(ContactMatch match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return this with { Match = match };
    }

    /// <summary>A copy about certain channels, counted together.</summary>
    public ContactRule By(params string[] channels) => this with { Match = Match with { Channels = [.. channels] } };

    /// <summary>A copy about certain purposes, counted together; none for all.</summary>
    public ContactRule For(params ContactPurpose[] purposes) => this with { Match = Match with { Purposes = [.. purposes] } };

    /// <summary>A copy that counts something else than contacts.</summary>
    public ContactRule Counting(CountUnit unit) =>
        Enum.IsDefined(unit) ? this with { Unit = unit } : throw new ArgumentOutOfRangeException(nameof(unit), unit, $"A unit is one of {string.Join(", ", Enum.GetNames<CountUnit>())}.");

    /// <summary>A copy that counts further states, such as Bounced and NoAnswer.</summary>
    /// <exception cref="ArgumentException">A state is Released, Expired, Bumped or FailedNotSent: no contact came about.</exception>
    public ContactRule AlsoCounting(params ContactState[] states)
    {
        ArgumentNullException.ThrowIfNull(states);
        ContactState? never = states.Where(s => s >= ContactState.Released).Select(s => (ContactState?)s).FirstOrDefault();
        return never is null
            ? this with { AlsoCounted = [.. states.Distinct().Order()] }
            : throw new ArgumentException($"The state {never} cannot count, for no contact came about; Bounced and NoAnswer can.", nameof(states));
    }

    /// <summary>A copy that counts for the whole household.</summary>
    public ContactRule PerHousehold() => this with { Subject = SubjectKind.Household };

    /// <summary>A copy that counts for the whole account.</summary>
    public ContactRule PerAccount() => this with { Subject = SubjectKind.Account };

    /// <summary>A copy that keeps its last slots for contacts of a priority at least so high.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> is below 1.</exception>
    public ContactRule ReservingForPriority(int priority, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        return this with { Headroom = new Headroom(priority, slots) };
    }

    /// <summary>A copy with another answer to a contact that it does not admit.</summary>
    public ContactRule Then(HitAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return this with { OnHit = action };
    }

    /// <summary>The rule under the same id, with one more allowed for each class.</summary>
    internal ContactRule AllowingOneMore() => this with
    {
        Id = Id, Limit = Limit.ByClass.Count == 0 ? AtMost(Limit.Lowest + 1) : AtMost(Limit.ByClass.Select(one => KeyValuePair.Create(one.Key, one.Value + 1))),
    };

    /// <summary>The limit that holds for a contact: of its class, less the slots kept for heavier ones.</summary>
    internal int LimitFor(Contact candidate) =>
        Math.Max(0, Limit.For(candidate.CustomerClass) - (Headroom is { } kept && candidate.Priority < kept.Priority ? kept.Slots : 0));

    /// <summary>Whether a contact uses up the limit, as of an instant.</summary>
    internal bool Counts(Contact contact, DateTimeOffset now)
    {
        if (!contact.CountsTowardCaps)
        {
            return false;
        }

        ContactState state = contact.StateAt(now);
        bool counted = state <= ContactState.Answered
            || (Unit == CountUnit.Attempt && state == ContactState.NoAnswer)
            || (AlsoCounted.Count > 0 && AlsoCounted.Contains(state));
        return counted && Match.Fits(contact);
    }

    /// <summary>How much a contact uses up.</summary>
    internal int WeightOf(Contact contact) => Unit == CountUnit.Offer && Window.Kind != WindowKind.PerOffer ? contact.Offers.Count : 1;
}
