using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>One call to a ledger as its caller saw it. Between its two numbers it took effect, or it did not.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LedgerOperation
{
    /// <summary>The place of the call among all calls and returns of the history.</summary>
    public required long Invoked { get; init; }

    /// <summary>The place of the return; <see cref="long.MaxValue"/> when the caller never heard back.</summary>
    public required long Returned { get; init; }

    /// <summary>The clock when it was called.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The clock when it returned.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>What was asked, for a reservation; null for later steps.</summary>
    public ContactRequest? Request { get; init; }

    /// <summary>Whether the request was refused by the limits.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The contact as the call left it, or null when there is none.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Whether this call, and no other, was told to send the contact.</summary>
    public bool BeganDispatch { get; init; }
}
