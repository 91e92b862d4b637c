using System.Collections.Concurrent;
using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>Records calls to a ledger while a test runs, and says afterwards whether what came back can be right.</summary>
/// <remarks>Thread-safe while it records.</remarks>
public sealed class LedgerHistory
{
    private readonly ConcurrentQueue<LedgerOperation> _operations = new();
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;
    private long _place;

    /// <summary>An empty history of a ledger.</summary>
    /// <param name="ledger">The ledger that is called.</param>
    /// <param name="clock">The clock that its store uses.</param>
    public LedgerHistory(ContactLedger ledger, TimeProvider clock)
    {
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>What was recorded so far, in the order of returning.</summary>
    public IReadOnlyList<LedgerOperation> Operations => [.. _operations];

    /// <summary>Calls <see cref="ContactLedger.ReserveAsync(ContactRequest, CancellationToken)"/> and records it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Reservation> ReserveAsync(ContactRequest request, CancellationToken cancellationToken = default)
    {
        (long place, DateTimeOffset at) = Invoke();
        Reservation result;
        try
        {
            result = await _ledger.ReserveAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LedgerException)
        {
            // Nobody knows whether a slot was taken: from now on it may count, for ever.
            _operations.Enqueue(new LedgerOperation { Invoked = place, Returned = long.MaxValue, At = at, Until = _clock.GetUtcNow(), Request = request });
            throw;
        }

        bool refused = result.Outcome == ReservationOutcome.Refused && result.Admission.Vetoes.All(veto => veto.Code.StartsWith("CAP", StringComparison.Ordinal));
        Record(new LedgerOperation
        {
            Invoked = place, Returned = 0, At = at, Until = at, Request = request, IsRefused = refused, Contact = result.IsAccepted ? result.Contact : null,
        });
        foreach (Contact bumped in result.Bumped)
        {
            Record(new LedgerOperation { Invoked = place, Returned = 0, At = at, Until = at, Contact = bumped });
        }

        return result;
    }

    /// <summary>Calls <see cref="ContactLedger.BeginDispatchAsync(Contact, CancellationToken)"/> and records it.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Dispatch> BeginDispatchAsync(Contact reservation, CancellationToken cancellationToken = default)
    {
        (long place, DateTimeOffset at) = Invoke();
        Dispatch result = await _ledger.BeginDispatchAsync(reservation, cancellationToken).ConfigureAwait(false);
        Record(new LedgerOperation { Invoked = place, Returned = 0, At = at, Until = at, Contact = result.Contact, BeganDispatch = result.IsBegun });
        return result;
    }

    /// <summary>Calls <see cref="ContactLedger.CommitAsync"/> and records it.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Settlement> CommitAsync(ContactRef contact, ContactState outcome, CancellationToken cancellationToken = default)
    {
        (long place, DateTimeOffset at) = Invoke();
        Settlement result = await _ledger.CommitAsync(contact, outcome, null, cancellationToken).ConfigureAwait(false);
        Record(new LedgerOperation { Invoked = place, Returned = 0, At = at, Until = at, Contact = result.Contact });
        return result;
    }

    /// <summary>Calls <see cref="ContactLedger.ReleaseAsync"/> and records it.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="notSent">Whether nothing was sent for certain.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Settlement> ReleaseAsync(ContactRef contact, bool notSent = false, CancellationToken cancellationToken = default)
    {
        (long place, DateTimeOffset at) = Invoke();
        Settlement result = await _ledger.ReleaseAsync(contact, notSent, null, cancellationToken).ConfigureAwait(false);
        Record(new LedgerOperation { Invoked = place, Returned = 0, At = at, Until = at, Contact = result.Contact });
        return result;
    }

    /// <summary>Everything that cannot be right about the history, one sentence each; empty when it can.</summary>
    /// <param name="limits">The limits that the ledger's rules stand for.</param>
    public IReadOnlyList<string> Check(params IReadOnlyList<LimitSpec> limits) => HistoryChecker.Check(Operations, limits);

    private (long Place, DateTimeOffset At) Invoke() => (Interlocked.Increment(ref _place), _clock.GetUtcNow());

    private void Record(LedgerOperation operation) =>
        _operations.Enqueue(operation with { Returned = Interlocked.Increment(ref _place), Until = _clock.GetUtcNow() });
}
