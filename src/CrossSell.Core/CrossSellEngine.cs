using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossSell.Diagnostics;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>
/// The live side of CrossSell: a ledger and a clock, with meters around each step of the contact protocol. Nothing is sent past it: reserve, begin dispatch, send,
/// commit or release, or <see cref="SendAsync"/>, which does all of it around a delegate.
/// </summary>
/// <remarks>
/// Thread-safe. It measures under the meter <c>CrossSell</c>: <c>crosssell.ledger.reservations</c> by outcome, first code and rule, <c>crosssell.ledger.dispatches</c>,
/// <c>crosssell.ledger.settlements</c>, and <c>crosssell.ledger.duration</c> in seconds. No id of a customer is ever among the tags.
/// </remarks>
public sealed partial class CrossSellEngine : IDisposable
{
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;
    private readonly LedgerMeters _meters;
    private readonly DecisionDesk? _desk;

    /// <summary>An engine over a ledger.</summary>
    /// <param name="ledger">The ledger; its store stays the caller's to dispose.</param>
    /// <param name="clock">Times the calls; what instants the ledger records is its store's business.</param>
    /// <param name="meters">Makes the meter; null for one of the engine's own.</param>
    public CrossSellEngine(ContactLedger ledger, TimeProvider clock, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(clock);
        _ledger = ledger;
        _clock = clock;
        _meters = new LedgerMeters(meters);
    }

    /// <summary>An engine that decides, too.</summary>
    /// <param name="desk">Decides what to say to a customer.</param>
    /// <param name="ledger">The ledger; its store stays the caller's to dispose.</param>
    /// <param name="clock">Times the calls; what instants the ledger records is its store's business.</param>
    /// <param name="meters">Makes the meter; null for one of the engine's own.</param>
    public CrossSellEngine(DecisionDesk desk, ContactLedger ledger, TimeProvider clock, IMeterFactory? meters = null)
        : this(ledger, clock, meters)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _desk = desk;
    }

    /// <summary>The ledger, for what is recorded beside contacts: consents, objections, holds, volumes.</summary>
    public ContactLedger Ledger => _ledger;

    /// <summary>Step 1: takes a slot. See <see cref="ContactLedger.ReserveAsync(ContactRequest, CancellationToken)"/>.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer: nothing is allowed.</exception>
    public Task<Reservation> ReserveAsync(ContactRequest request, CancellationToken cancellationToken = default) =>
        MeasureAsync("reserve", () => _ledger.ReserveAsync(request, cancellationToken), Note);

    /// <summary>Step 1 for several contacts. See <see cref="ContactLedger.ReserveAsync(IReadOnlyList{ContactRequest}, BatchMode, CancellationToken)"/>.</summary>
    /// <param name="requests">What is asked; answers come in the same order.</param>
    /// <param name="mode">Whether each is decided on its own or all together.</param>
    /// <param name="cancellationToken">Ends the wait for the locks.</param>
    /// <exception cref="LedgerException">The store could not answer: nothing is allowed that was not answered before.</exception>
    public Task<IReadOnlyList<Reservation>> ReserveAsync(
        IReadOnlyList<ContactRequest> requests, BatchMode mode, CancellationToken cancellationToken = default) =>
        MeasureAsync("reserve", () => _ledger.ReserveAsync(requests, mode, cancellationToken), (results, took) =>
        {
            foreach (Reservation result in results)
            {
                Note(result, took / results.Count);
            }
        });

    /// <summary>Step 2: the last look before sending. See <see cref="ContactLedger.BeginDispatchAsync(Contact, CancellationToken)"/>.</summary>
    /// <param name="reservation">The reserved contact.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer: nothing may be sent.</exception>
    public Task<Dispatch> BeginDispatchAsync(Contact reservation, CancellationToken cancellationToken = default) => MeasureAsync(
        "dispatch",
        () => _ledger.BeginDispatchAsync(reservation, cancellationToken),
        (result, took) => _meters.Dispatched(result.Outcome.ToString(), FirstOf(result.Admission)?.Code, took));

    /// <summary>Step 4: says what became of it. See <see cref="ContactLedger.CommitAsync"/>.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="outcome">Sent, Delivered, Answered, Bounced, NoAnswer or Unknown.</param>
    /// <param name="fence">The fence held, or null for anybody.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer; the contact counts until it is asked again.</exception>
    public Task<Settlement> CommitAsync(ContactRef contact, ContactState outcome, long? fence = null, CancellationToken cancellationToken = default) => MeasureAsync(
        "commit",
        () => _ledger.CommitAsync(contact, outcome, fence, cancellationToken),
        (result, took) => _meters.Settled("commit", result.Outcome.ToString(), took));

    /// <summary>Step 4: gives a slot back. See <see cref="ContactLedger.ReleaseAsync"/>.</summary>
    /// <param name="contact">Which contact.</param>
    /// <param name="notSent">Whether nothing was sent for certain.</param>
    /// <param name="fence">The fence held, or null for anybody.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer; the contact counts until it is asked again.</exception>
    public Task<Settlement> ReleaseAsync(ContactRef contact, bool notSent = false, long? fence = null, CancellationToken cancellationToken = default) => MeasureAsync(
        "release",
        () => _ledger.ReleaseAsync(contact, notSent, fence, cancellationToken),
        (result, took) => _meters.Settled("release", result.Outcome.ToString(), took));

    /// <summary>Step 5: finds what was never settled. See <see cref="ContactLedger.ReconcileAsync"/>.</summary>
    /// <param name="tenant">Whose contacts.</param>
    /// <param name="olderThan">How long ago dispatch must have begun.</param>
    /// <param name="limit">The most that one call looks at.</param>
    /// <param name="cancellationToken">Ends the call; what was marked stays marked.</param>
    public Task<IReadOnlyList<Contact>> ReconcileAsync(string tenant, TimeSpan olderThan, int limit = 1000, CancellationToken cancellationToken = default) => MeasureAsync(
        "reconcile",
        () => _ledger.ReconcileAsync(tenant, olderThan, limit, cancellationToken),
        (result, took) => _meters.Settled("reconcile", "Unknown", took));

    /// <summary>Writes down an answer with what follows from it. See <see cref="ContactLedger.RecordResponseAsync"/>.</summary>
    /// <param name="customer">Who answered.</param>
    /// <param name="response">The answer.</param>
    /// <param name="classRule">Says whether the class changes; null when nothing does.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    public Task<ResponseReceipt> RecordResponseAsync(
        CustomerRef customer, OfferResponse response, ClassRule? classRule = null, CancellationToken cancellationToken = default) => MeasureAsync(
        "respond",
        () => _ledger.RecordResponseAsync(customer, response, classRule, cancellationToken),
        (result, took) => _meters.Settled("respond", result.Outcome.ToString(), took));

    /// <summary>
    /// The whole protocol around a delegate: takes a slot, looks a last time, calls the delegate, writes down what it says. The delegate is called at most once for
    /// a key, whatever crashes: when nobody knows whether it sent, the contact counts and is not sent again.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="send">Sends the contact and says how far it came (Sent, Delivered, Answered, Bounced, NoAnswer or Unknown). Give the contact's id to the provider as its deduplication key.</param>
    /// <param name="cancellationToken">Ends waiting; once sending has begun, its outcome is written down regardless.</param>
    /// <exception cref="LedgerException">The store could not answer. When it broke after sending, the contact stands as dispatching and is found by <see cref="ReconcileAsync"/>.</exception>
    public async Task<SendResult> SendAsync(
        ContactRequest request, Func<Contact, CancellationToken, Task<ContactState>> send, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        Reservation slot = await ReserveAsync(request, cancellationToken).ConfigureAwait(false);
        if (!slot.IsAccepted)
        {
            SendOutcome outcome = slot.Outcome switch
            {
                ReservationOutcome.AlreadySettled => SendOutcome.AlreadyMade,
                ReservationOutcome.IdempotencyConflict => SendOutcome.IdempotencyConflict,
                _ => SendOutcome.Refused,
            };
            return new SendResult { Outcome = outcome, Contact = slot.Contact, Admission = slot.Admission };
        }

        Dispatch dispatch = await BeginDispatchAsync(slot.Contact!, cancellationToken).ConfigureAwait(false);
        if (!dispatch.IsBegun)
        {
            bool another = dispatch.Outcome is DispatchOutcome.Fenced or DispatchOutcome.AlreadySettled;
            return new SendResult { Outcome = another ? SendOutcome.AlreadyMade : SendOutcome.Stopped, Contact = dispatch.Contact, Admission = dispatch.Admission };
        }

        var reference = ContactRef.Of(dispatch.Contact!);
        ContactState said;
        try
        {
            said = await send(dispatch.Contact!, cancellationToken).ConfigureAwait(false);
        }
        catch (ContactNotSentException)
        {
            Settlement freed = await ReleaseAsync(reference, notSent: true, dispatch.Contact!.Fence, CancellationToken.None).ConfigureAwait(false);
            return new SendResult { Outcome = SendOutcome.NotSent, Contact = freed.Contact };
        }
        catch
        {
            await CommitAsync(reference, ContactState.Unknown, dispatch.Contact!.Fence, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        Settlement done = await CommitAsync(reference, said, dispatch.Contact!.Fence, CancellationToken.None).ConfigureAwait(false);
        return new SendResult { Outcome = SendOutcome.Sent, Contact = done.Contact };
    }

    /// <summary>Ends the meter. The ledger and its store stay open.</summary>
    public void Dispose() => _meters.Dispose();

    private static Veto? FirstOf(Admission admission) => admission.Vetoes.Count > 0 ? admission.Vetoes[0] : null;

    private void Note(Reservation result, TimeSpan took)
    {
        Veto? first = FirstOf(result.Admission);
        _meters.Reserved(result.Outcome.ToString(), first?.Code, first?.RuleId, took);
    }

    private async Task<T> MeasureAsync<T>(string operation, Func<ValueTask<T>> call, Action<T, TimeSpan> note)
    {
        long start = _clock.GetTimestamp();
        using Activity? activity = LedgerMeters.Activities.StartActivity("crosssell." + operation);
        try
        {
            T result = await call().ConfigureAwait(false);
            note(result, _clock.GetElapsedTime(start));
            return result;
        }
        catch (LedgerException failure)
        {
            _meters.Failed(operation, failure.Fault.ToString(), _clock.GetElapsedTime(start));
            activity?.SetTag("fault", failure.Fault.ToString()).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
