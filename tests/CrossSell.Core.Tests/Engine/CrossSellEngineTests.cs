using System.Diagnostics.Metrics;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Core.Tests.Engine;

public sealed class CrossSellEngineTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly CrossSellEngine _engine;

    public CrossSellEngineTests()
    {
        var limit = new LimitSpec { Name = "one-a-day", Limit = 1, Window = TimeSpan.FromDays(1) };
        var ledger = new ContactLedger(
            new InMemoryLedgerStore(_clock), new PlainLimits(limit), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        _engine = new CrossSellEngine(ledger, _clock);
    }

    [Fact]
    public async Task Sending_takes_a_slot_calls_the_sender_once_and_writes_down_what_it_says()
    {
        List<ContactState> seen = [];
        SendResult first = await _engine.SendAsync(Ask("a"), Send);
        SendResult again = await _engine.SendAsync(Ask("a"), Send);
        SendResult other = await _engine.SendAsync(Ask("a") with { Channel = "email" }, Send);
        SendResult second = await _engine.SendAsync(Ask("b"), Send);

        Assert.Equal(
            [SendOutcome.Sent, SendOutcome.AlreadyMade, SendOutcome.IdempotencyConflict, SendOutcome.Refused],
            new[] { first, again, other, second }.Select(result => result.Outcome));
        Assert.Equal([ContactState.Dispatching], seen);
        Assert.Equal(ContactState.Delivered, first.Contact!.State);
        Assert.Equal("one-a-day", Assert.Single(second.Admission.Vetoes).RuleId);

        Task<ContactState> Send(Contact contact, CancellationToken cancel)
        {
            seen.Add(contact.State);
            return Task.FromResult(ContactState.Delivered);
        }
    }

    [Fact]
    public async Task What_surely_was_not_sent_frees_the_slot_and_what_nobody_knows_keeps_it()
    {
        SendResult failed = await _engine.SendAsync(Ask("a"), (_, _) => throw new ContactNotSentException("malformed address"));
        Assert.Equal(SendOutcome.NotSent, failed.Outcome);
        Assert.Equal(ContactState.FailedNotSent, failed.Contact!.State);

        await Assert.ThrowsAsync<TimeoutException>(() => _engine.SendAsync(Ask("b"), (_, _) => throw new TimeoutException()));
        Assert.Equal(SendOutcome.AlreadyMade, (await _engine.SendAsync(Ask("b"), Never)).Outcome);
        Assert.Equal(SendOutcome.Refused, (await _engine.SendAsync(Ask("c"), Never)).Outcome);
        Assert.Contains((await _engine.Ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-1")))).Contacts, contact => contact.State == ContactState.Unknown);
    }

    [Fact]
    public async Task An_objection_between_the_slot_and_the_sending_stops_it()
    {
        Reservation slot = await _engine.ReserveAsync(Ask("a") with { ContactPoint = "ann@example.org" });
        await _engine.Ledger.RecordObjectionAsync("main", "ann@example.org");

        SendResult stopped = await _engine.SendAsync(Ask("a") with { ContactPoint = "ann@example.org" }, Never);

        Assert.True(slot.IsAccepted);
        Assert.Equal(SendOutcome.Stopped, stopped.Outcome);
        Assert.Equal("CNS.OBJECTION", Assert.Single(stopped.Admission.Vetoes).Code);
    }

    [Fact]
    public async Task Steps_are_counted_by_outcome_and_rule_and_no_tag_names_a_customer()
    {
        var measured = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "CrossSell")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument.Name, 1, tags));
        listener.Start();
        await _engine.SendAsync(Ask("meter-key", "C-secret"), (_, _) => Task.FromResult(ContactState.Sent));
        await _engine.ReserveAsync(Ask("meter-2", "C-secret"));

        Assert.Contains("crosssell.ledger.reservations 1 outcome=Accepted code= rule=", measured);
        Assert.Contains("crosssell.ledger.reservations 1 outcome=Refused code=CAP rule=one-a-day", measured);
        Assert.Contains("crosssell.ledger.dispatches 1 outcome=Begun code=", measured);
        Assert.Contains("crosssell.ledger.settlements 1 operation=commit outcome=Settled", measured);
        Assert.Contains("crosssell.ledger.duration 1 operation=dispatch outcome=Begun", measured);
        Assert.DoesNotContain(measured, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("meter", StringComparison.Ordinal));

        void Note(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string line = name + " " + value + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
            lock (measured)
            {
                measured.Add(line);
            }
        }
    }

    public void Dispose() => _engine.Dispose();

    private static Task<ContactState> Never(Contact contact, CancellationToken cancel) => throw new InvalidOperationException("must not be called");

    private static ContactRequest Ask(string key, string customer = "C-1") => new() { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = "phone" };
}
