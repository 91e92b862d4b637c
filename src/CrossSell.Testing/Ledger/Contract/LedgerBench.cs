using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>One case's store, clock and ledger, and short words for what cases do with them.</summary>
internal sealed class LedgerBench : IAsyncDisposable
{
    public static readonly LimitSpec TwoInAWeek = new() { Name = "two-in-a-week", Limit = 2, Window = TimeSpan.FromDays(7) };

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly LedgerFixture _fixture;
    private readonly string _name;
    private readonly List<ILedgerStore> _open = [];

    public LedgerBench(LedgerFixture fixture, string caseName, CancellationToken cancellationToken)
    {
        _fixture = fixture;
        _name = new string([.. caseName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);
        Cancel = cancellationToken;
        Store = null!;
        Ledger = null!;
    }

    public CancellationToken Cancel { get; }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero).AddMicroseconds(123_457));

    public ILedgerStore Store { get; private set; }

    public ContactLedger Ledger { get; private set; }

    public static CustomerRef Of(string customer) => CustomerRef.Of(new CustomerId(customer));

    public static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LedgerContractViolationException(otherwise);
        }
    }

    public static void Same<T>(T expected, T seen, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, seen))
        {
            throw new LedgerContractViolationException($"{what}: expected {expected}, but it is {seen}.");
        }
    }

    public static async Task<LedgerFault?> FaultOf(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return null;
        }
        catch (LedgerException fault)
        {
            return fault.Fault;
        }
    }

    public async Task OpenAsync()
    {
        Store = await _fixture.OpenAsync(_name, Clock, Cancel).ConfigureAwait(false);
        _open.Add(Store);
        Ledger = LedgerOf(TwoInAWeek);
    }

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        _open.Remove(Store);
        await OpenAsync().ConfigureAwait(false);
    }

    public ContactLedger LedgerOf(params LimitSpec[] limits) => new(Store, new PlainLimits(limits), new ContactLedgerOptions { ContactPointKey = Key });

    public static ContactLedgerOptions Options(DecisionDetail detail) => new() { ContactPointKey = Key, DecisionDetail = detail };

    public static ContactRequest Ask(string key, string customer = "C-1", string channel = "phone") =>
        new() { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = channel };

    public Task<Reservation> Reserve(string key, string customer = "C-1") => Reserve(Ask(key, customer));

    public Task<Reservation> Reserve(ContactRequest request) => Ledger.ReserveAsync(request, Cancel).AsTask();

    public async Task<Contact> Take(ContactRequest request)
    {
        Reservation result = await Reserve(request).ConfigureAwait(false);
        Expect(result.IsAccepted, $"Key {request.IdempotencyKey} must be accepted, but it is {result.Outcome}.");
        return result.Contact!;
    }

    public Task<Contact> Take(string key, string customer = "C-1") => Take(Ask(key, customer));

    public async Task Refused(ContactRequest request, string code = "CAP")
    {
        Reservation result = await Reserve(request).ConfigureAwait(false);
        Expect(
            result.Outcome == ReservationOutcome.Refused && result.Admission.Vetoes.Any(veto => veto.Code == code),
            $"Key {request.IdempotencyKey} must be refused with {code}, but it is {result.Outcome} ({string.Join(", ", result.Admission.Vetoes.Select(v => v.Code))}).");
    }

    public Task Refused(string key, string customer = "C-1") => Refused(Ask(key, customer));

    public async Task<Contact> Begin(Contact reservation)
    {
        Dispatch result = await Ledger.BeginDispatchAsync(reservation, Cancel).ConfigureAwait(false);
        Expect(result.IsBegun, $"Dispatch must begin, but it is {result.Outcome}.");
        return result.Contact!;
    }

    public async Task<Contact> Sent(string key, string customer = "C-1")
    {
        Contact begun = await Begin(await Take(key, customer).ConfigureAwait(false)).ConfigureAwait(false);
        return (await Ledger.CommitAsync(ContactRef.Of(begun), ContactState.Sent, begun.Fence, Cancel).ConfigureAwait(false)).Contact!;
    }

    public async Task<IReadOnlyList<Contact>> Contacts(string customer = "C-1") => (await Ledger.ReadAsync(Of(customer), Cancel).ConfigureAwait(false)).Contacts;

    public async ValueTask DisposeAsync()
    {
        foreach (ILedgerStore store in _open)
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
