using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Makes the contacts of a campaign that wait in the ledger: begin, send, commit, many at once, each at most once whatever crashes.</summary>
internal sealed class DispatchRun(Campaign campaign, ContactLedger ledger, OfferBook offers, DispatchSteps steps, DispatchOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_mostSleep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ContactState, int> _sent = new();
    private readonly ConcurrentDictionary<Guid, (Contact Contact, IReadOnlyList<Veto> Vetoes, DateTimeOffset? Again)> _refused = new();
    private readonly ConcurrentBag<Contact> _late = [];
    private readonly ConcurrentBag<Contact> _unknown = [];
    private int _notSent;
    private int _others;
    private int _failures;
    private ExceptionDispatchInfo? _failure;

    public async Task<DispatchReport> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        bool stopped = false;
        try
        {
            foreach (Contact lost in await ledger.ReconcileCampaignAsync(campaign.Tenant, campaign.Id, options.LostAfter, cancellationToken).ConfigureAwait(false))
            {
                _unknown.Add(lost);
            }

            while (true)
            {
                DateTimeOffset now = await ledger.GetNowAsync(cancellationToken).ConfigureAwait(false);
                await DispatchDueAsync(now, cancellationToken).ConfigureAwait(false);
                next = await NextAsync(now, cancellationToken).ConfigureAwait(false);
                if (!options.WaitsForSlots || next is not { } instant)
                {
                    break;
                }

                await SleepAsync(instant, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || _failure is not null)
        {
            stopped = true;
        }

        _failure?.Throw();
        return new DispatchReport
        {
            Sent = _sent.ToDictionary(),
            NotSent = _notSent,
            Refused = [.. _refused.Values.OrderBy(row => row.Contact, ContactOrder.Instance).Select(row => (row.Contact, row.Vetoes))],
            Late = [.. _late.Order(ContactOrder.Instance)],
            Unknown = [.. _unknown.Order(ContactOrder.Instance)],
            TakenByOthers = _others,
            NextDue = next,
            WasStopped = stopped,
        };
    }

    private async Task DispatchDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MostAtOnce, CancellationToken = failed.Token };
        await Parallel.ForEachAsync(WaitingAsync(now, failed.Token), parallel, async (contact, token) =>
        {
            // Each once in a run, unless the reason against it says when it ends and that instant has come.
            if (_refused.TryGetValue(contact.Id, out (Contact, IReadOnlyList<Veto>, DateTimeOffset? Again) before) && !(before.Again <= now))
            {
                return;
            }

            await OneAsync(contact, now, token).ConfigureAwait(false);
            if (_failure is not null)
            {
                await failed.CancelAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task OneAsync(Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - contact.At > options.MostDelay)
        {
            Settlement given = await steps.Release(contact, false).ConfigureAwait(false);
            if (given.Outcome == SettlementOutcome.Settled)
            {
                _late.Add(given.Contact!);
            }

            return;
        }

        CrossSell.Ledger.Dispatch begun = await steps.Begin(contact, cancellationToken).ConfigureAwait(false);
        _refused.TryRemove(contact.Id, out _);
        if (begun.Outcome is DispatchOutcome.Refused or DispatchOutcome.ReservationExpired)
        {
            _refused[contact.Id] = (begun.Contact!, begun.Admission.Vetoes, begun.Admission.EligibleAgainAt);
        }
        else if (!begun.IsBegun)
        {
            Interlocked.Increment(ref _others);
        }
        else
        {
            // From here on the contact counts: what becomes of it is written down even when the token is cancelled.
            await SendAsync(begun.Contact!, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(Contact contact, CancellationToken cancellationToken)
    {
        if (await offers.PresentAsync(contact).ConfigureAwait(false) is { } rival)
        {
            await steps.Release(contact, true).ConfigureAwait(false);
            _refused[contact.Id] = (contact, [new Veto { Code = ReasonCodes.OfferOpen, Evidence = [rival.Id] }], null);
            return;
        }

        ContactState? said;
        try
        {
            said = await steps.Send(contact, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Settlement lost = await steps.Commit(contact, ContactState.Unknown).ConfigureAwait(false);
            _unknown.Add(lost.Contact ?? contact);
            if (!cancellationToken.IsCancellationRequested && Interlocked.Increment(ref _failures) >= options.MostFailures)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }

            return;
        }

        if (said is not { } state)
        {
            await steps.Release(contact, true).ConfigureAwait(false);
            await offers.WithdrawAsync(contact).ConfigureAwait(false);
            Interlocked.Increment(ref _notSent);
            return;
        }

        Settlement done = await steps.Commit(contact, state).ConfigureAwait(false);
        _sent.AddOrUpdate(done.Contact?.State ?? state, 1, (_, count) => count + 1);
    }

    private async IAsyncEnumerable<Contact> WaitingAsync(DateTimeOffset? dueBy, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (ContactState state in (ContactState[])[ContactState.Planned, ContactState.Reserved])
        {
            var query = new ContactQuery { Tenant = campaign.Tenant, Campaign = campaign.Id, State = state, DueBy = dueBy, Limit = 500 };
            IReadOnlyList<Contact> page;
            do
            {
                page = await ledger.FindAsync(query, cancellationToken).ConfigureAwait(false);
                foreach (Contact contact in page)
                {
                    yield return contact;
                }

                query = query with { After = page.Count > 0 ? page[^1] : null };
            }
            while (page.Count == query.Limit);
        }
    }

    private async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        await foreach (Contact contact in WaitingAsync(null, cancellationToken).ConfigureAwait(false))
        {
            DateTimeOffset? at = contact.At > now ? contact.At : _refused.TryGetValue(contact.Id, out (Contact, IReadOnlyList<Veto>, DateTimeOffset? Again) before) ? before.Again : now;
            next = at is { } known && known - contact.At <= options.MostDelay && (next is not { } nearest || known < nearest) ? known : next;
        }

        return next;
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        for (DateTimeOffset now = await ledger.GetNowAsync(cancellationToken).ConfigureAwait(false); now < until; now = await ledger.GetNowAsync(cancellationToken).ConfigureAwait(false))
        {
            TimeSpan left = until - now;
            await Task.Delay(left < s_mostSleep ? left : s_mostSleep, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
