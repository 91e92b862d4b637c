using System.Text.Json;

namespace CrossSell.Ledger;

/// <summary>
/// The record of what was said and answered, and the gate before every contact: reserve a slot, begin dispatch, send, commit or release. Limits
/// hold whatever crashes or runs at once: <b>for every subject, rule and window, counted contacts never exceed the limit in any committed
/// state, and there is at most one contact per key</b>. Not promised: that a message arrives, and that a provider sends it exactly once.
/// </summary>
/// <remarks>
/// Thread-safe. Contacts count at the instant at which their slot was taken, so a reservation should be short beside the windows of the
/// rules. Any number of ledgers, in any number of processes, may share one store, as long as they agree on the rules and on
/// <see cref="ContactLedgerOptions.ContactPointKey"/>: a store remembers a check value of the first key it was used with, and every call of a ledger
/// with another one ends in <see cref="LedgerFault.WrongKey"/>. A tightened policy leaves existing contacts alone and judges new ones.
/// </remarks>
public sealed partial class ContactLedger
{
    private const int MostVolumeRounds = 16;

    private readonly GuardedStore _store;
    private readonly IContactAdmission _rules;
    private readonly byte[] _key;
    private readonly TimeSpan _timeToLive;
    private readonly TimeZoneInfo _organisationZone;
    private readonly Judge _judge;
    private readonly ReserveStep _reserve;
    private readonly DispatchStep _dispatch;
    private readonly bool _checksFirst;

    /// <summary>A ledger over a store, under rules.</summary>
    /// <param name="store">Where it is kept; the caller disposes it.</param>
    /// <param name="rules">Who may be contacted; asked under the store's lock.</param>
    /// <param name="options">Settings, read once.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every failure.</exception>
    public ContactLedger(ILedgerStore store, IContactAdmission rules, ContactLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfAny(options.Validate(), nameof(options));
        if (rules.PolicyJson is { } json && !IsJson(json))
        {
            throw new ArgumentException("The rules' PolicyJson is no JSON; one value is expected, or null.", nameof(rules));
        }

        _store = new GuardedStore(store, options.ContactPointKey, options.DecisionDetail == DecisionDetail.None ? null : rules);
        _rules = rules;
        _key = [.. options.ContactPointKey];
        _timeToLive = options.TimeToLive;
        _organisationZone = TimeZoneInfo.FindSystemTimeZoneById(options.OrganisationZone);
        _judge = new Judge(rules);
        _reserve = new ReserveStep(_judge, options.DecisionDetail);
        _dispatch = new DispatchStep(_judge, options.DecisionDetail);
        _checksFirst = store.ChecksBeforeLocking && options.DecisionDetail != DecisionDetail.All;
    }

    /// <summary>The digest under which objections of a contact point are kept.</summary>
    /// <param name="contactPoint">An address or number.</param>
    /// <exception cref="ArgumentException"><paramref name="contactPoint"/> is empty.</exception>
    public ContactPointHash HashOf(string contactPoint) => ContactPointHash.Of(_key, contactPoint);

    /// <summary>The digest under which objections of a customer are kept, which outlives the customer's erasure.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="customer">The customer.</param>
    public ContactPointHash HashOf(string tenant, CustomerId customer) =>
        CustomerDigest.Of(_key, tenant, customer);

    private static void ThrowIfAny(IReadOnlyList<string> failures, string parameter)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), parameter);
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private PreparedRequest Prepare(ContactRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfAny(request.Validate(), nameof(request));
        TimeZoneInfo? zone = null;
        bool known = request.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone);
        SubjectKey root = request.EffectiveRoot;
        return new PreparedRequest(
            request,
            root,
            request.Subjects,
            LedgerIds.ContactId(request.Tenant, root, request.IdempotencyKey),
            LedgerIds.Fingerprint(request),
            HashOf(request.Tenant, request.Customer),
            request.ContactPoint is { } point ? HashOf(point) : null,
            known ? zone! : _organisationZone,
            !known,
            request.TimeToLive ?? _timeToLive);
    }

    private LedgerSelection Select(string tenant, SubjectKey root, IReadOnlyList<SubjectKey> subjects, params IReadOnlyList<Guid> contacts) => new()
    {
        Tenant = tenant,
        Roots = [new RootSelection { Root = root, Subjects = subjects, ContactIds = contacts }],
        Horizon = _rules.Horizon,
    };

    private LedgerSelection Select(PreparedRequest request) => new()
    {
        Tenant = request.Request.Tenant,
        Roots = [new RootSelection { Root = request.Root, Subjects = request.Subjects, ContactIds = [request.Id] }],
        Volumes = request.Request.Volumes.Count == 0 ? [] : [.. request.Request.Volumes.Select(take => new VolumeKey(take.Key, take.Period))],
        ObjectionSubjects = ObjectionSubjects(request),
        Horizon = _rules.Horizon,
    };

    private LedgerSelection Select(PreparedRequest[] requests) => new()
    {
        Tenant = requests[0].Request.Tenant,
        Roots =
        [
            .. requests.GroupBy(request => request.Root).Select(group => new RootSelection
            {
                Root = group.Key,
                Subjects = [.. group.SelectMany(request => request.Subjects).Distinct()],
                ContactIds = [.. group.Select(request => request.Id).Distinct()],
            }),
        ],
        Volumes = [.. requests.SelectMany(request => request.Request.Volumes).Select(take => new VolumeKey(take.Key, take.Period)).Distinct()],
        ObjectionSubjects = [.. requests.SelectMany(request => ObjectionSubjects(request)).Distinct()],
        Horizon = _rules.Horizon,
    };

    private static ContactPointHash[] ObjectionSubjects(PreparedRequest request) =>
        request.ContactPoint is { } point && point != request.CustomerHash ? [request.CustomerHash, point] : [request.CustomerHash];

    private ValueTask<T> RunAsync<T>(LedgerSelection selection, Func<LedgerSession, T> step, CancellationToken cancellationToken) =>
        RunAsync(selection, step, asksAgain: false, cancellationToken);

    /// <summary>
    /// Runs a step under the lock; a step that turns out to need further volumes runs again with them. One that is safe to repeat (its key makes it so: what was committed is
    /// found, what was not is decided now) is asked once more when nobody knows whether it was committed.
    /// </summary>
    private async ValueTask<T> RunAsync<T>(LedgerSelection selection, Func<LedgerSession, T> step, bool asksAgain, CancellationToken cancellationToken)
    {
        for (int round = 1; ; round++)
        {
            LedgerSelection chosen = selection;
            try
            {
                return await _store.UpdateAsync(chosen, (view, changes) => step(new LedgerSession(chosen, view, changes)), cancellationToken).ConfigureAwait(false);
            }
            catch (VolumesNeededException needed) when (round < MostVolumeRounds)
            {
                selection = selection with { Volumes = [.. selection.Volumes, needed.Name] };
            }
            catch (LedgerException broken) when (asksAgain && broken.Fault == LedgerFault.OutcomeUnknown)
            {
                asksAgain = false;
            }
        }
    }
}
