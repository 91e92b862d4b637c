using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What is known of one customer who has gone or is about to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
/// <param name="Activity">Whether he still buys.</param>
public sealed record WinBackCase(CustomerId Customer, CustomerActivity Activity)
{
    /// <summary>Days without a purchase over the limit from which he is dormant; NaN when unknown, as without purchases.</summary>
    public double ShareOfLimit { get; init; } = double.NaN;

    /// <summary>What he is worth if he comes back or stays, as his expected margin; finite, 0 or more.</summary>
    public double Value { get; init; }

    /// <summary>Why he has gone, where somebody noted it; null to take it from <see cref="Responses"/> and <see cref="Objections"/>.</summary>
    public LossReason? Reason { get; init; }

    /// <summary>When attempts to win him back were made, or are planned, since he was last active. Each is a contact of a campaign with limits of its own in the policy.</summary>
    public IReadOnlyList<DateTimeOffset> Attempts { get; init; } = [];

    /// <summary>His answers.</summary>
    public IReadOnlyList<OfferResponse> Responses { get; init; } = [];

    /// <summary>His objections.</summary>
    public IReadOnlyList<Objection> Objections { get; init; } = [];
}
