using CrossSell.Ledger;

namespace CrossSell.Hosting;

/// <summary>What can be set from a program's configuration. Checked when the program starts: one exception lists everything that is wrong.</summary>
/// <remarks>Read once, at start.</remarks>
public sealed class CrossSellHostOptions
{
    /// <summary>The secret key of the digests of contact points, as Base64 of 16 bytes or more; the same for the life of the ledger. Must be given; keep it out of files that are checked in.</summary>
    public string ContactPointKey { get; set; } = "";

    /// <summary>Whether models are fitted anew in the background; else only when <see cref="LiveCrossSell.RefitAsync"/> is called.</summary>
    /// <value>Default: true.</value>
    public bool RefitInBackground { get; set; } = true;

    /// <summary>The time between the beginnings of fits in the background.</summary>
    /// <value>Default: a day. Above zero, at most 49 days, which is as far as timers reach.</value>
    public TimeSpan RefitEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether the program waits for its first model when it starts, and does not start without one.</summary>
    /// <value>Default: true. Else the model is fitted in the background, and until then there is none.</value>
    public bool RequireModelAtStart { get; set; } = true;

    /// <summary>The age from which on a model is called too old by the health check.</summary>
    /// <value>Default: three days. Above zero.</value>
    public TimeSpan MaxModelAge { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long the health check waits for the ledger.</summary>
    /// <value>Default: 5 seconds. Above zero.</value>
    public TimeSpan LedgerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a reservation holds when the request does not say.</summary>
    /// <value>Default: 15 minutes. Above zero.</value>
    public TimeSpan ReservationTimeToLive { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The IANA id of the zone whose days count for customers whose own zone is unknown.</summary>
    /// <value>Default: <c>UTC</c>.</value>
    public string OrganisationZone { get; set; } = "UTC";

    /// <summary>Which answers are written into the decision log.</summary>
    /// <value>Default: <see cref="Ledger.DecisionDetail.Accepted"/>.</value>
    public DecisionDetail DecisionDetail { get; set; } = DecisionDetail.Accepted;

    /// <summary>How many offers a decision has at most.</summary>
    /// <value>Default: 3. 1 or more.</value>
    public int Offers { get; set; } = 3;

    /// <summary>How many of the last contacts a decision shows.</summary>
    /// <value>Default: 5. 0 or more.</value>
    public int LastContacts { get; set; } = 5;

    /// <summary>At most so many offers of one category; null for any number.</summary>
    public int? MaxPerCategory { get; set; }

    /// <summary>Offers expected to bring less are not made.</summary>
    public double MinExpectedValue { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (KeyOf(ContactPointKey) is null)
        {
            // The value is a secret, so the sentence does not repeat it.
            failures.Add(string.IsNullOrEmpty(ContactPointKey) ? $"{nameof(ContactPointKey)} is missing; at least 16 secret bytes as Base64 are needed." : $"{nameof(ContactPointKey)} is no Base64.");
        }

        if (RefitEvery <= TimeSpan.Zero || RefitEvery > TimeSpan.FromDays(49))
        {
            failures.Add(FormattableString.Invariant($"{nameof(RefitEvery)} is {RefitEvery}; it must be above zero and at most 49 days."));
        }

        foreach ((string name, TimeSpan span) in new[] { (nameof(MaxModelAge), MaxModelAge), (nameof(LedgerTimeout), LedgerTimeout) })
        {
            if (span <= TimeSpan.Zero)
            {
                failures.Add(FormattableString.Invariant($"{name} is {span}; it must be above zero."));
            }
        }

        // What the parts say, in the names that stand here.
        failures.AddRange(Ledger(KeyOf(ContactPointKey) ?? new byte[16]).Validate().Select(failure => failure.Replace(nameof(ContactLedgerOptions.TimeToLive), nameof(ReservationTimeToLive), StringComparison.Ordinal)));
        failures.AddRange(Desk(new DeskOptions()).Validate());
        return failures;
    }

    internal static byte[]? KeyOf(string? text)
    {
        byte[] key = new byte[text?.Length ?? 0];
        return !string.IsNullOrEmpty(text) && Convert.TryFromBase64String(text, key, out int length) ? key[..length] : null;
    }

    internal ContactLedgerOptions Ledger(byte[] key) => new()
    {
        ContactPointKey = key, TimeToLive = ReservationTimeToLive, OrganisationZone = OrganisationZone, DecisionDetail = DecisionDetail,
    };

    internal DeskOptions Desk(DeskOptions own) => own with
    {
        Offers = Offers, LastContacts = LastContacts, Arbitration = own.Arbitration with { MaxPerCategory = MaxPerCategory, MinExpectedValue = MinExpectedValue },
    };
}
