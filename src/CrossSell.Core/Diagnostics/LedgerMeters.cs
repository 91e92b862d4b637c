using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrossSell.Diagnostics;

/// <summary>What the engine counts and times. Tags are codes and ids of rules, never of customers.</summary>
internal sealed class LedgerMeters : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CrossSell";

    private readonly Meter _meter;
    private readonly Counter<long> _reservations;
    private readonly Counter<long> _dispatches;
    private readonly Counter<long> _settlements;
    private readonly Histogram<double> _duration;

    public LedgerMeters(IMeterFactory? factory)
    {
        _meter = factory?.Create(Name) ?? new Meter(Name);
        _reservations = _meter.CreateCounter<long>("crosssell.ledger.reservations", "{reservation}", "Requests for a contact slot, by outcome and first reason.");
        _dispatches = _meter.CreateCounter<long>("crosssell.ledger.dispatches", "{dispatch}", "Contacts about to be sent, by outcome and first reason.");
        _settlements = _meter.CreateCounter<long>("crosssell.ledger.settlements", "{settlement}", "Commits and releases, by operation and outcome.");
        _duration = _meter.CreateHistogram<double>("crosssell.ledger.duration", "s", "How long the ledger took to answer, by operation and outcome.");
    }

    /// <summary>One activity a call, under the meter's name.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    public void Reserved(string outcome, string? code, string? rule, TimeSpan took)
    {
        _reservations.Add(1, new("outcome", outcome), new("code", code), new("rule", rule));
        Took("reserve", outcome, took);
    }

    public void Dispatched(string outcome, string? code, TimeSpan took)
    {
        _dispatches.Add(1, new("outcome", outcome), new("code", code));
        Took("dispatch", outcome, took);
    }

    public void Settled(string operation, string outcome, TimeSpan took)
    {
        _settlements.Add(1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("outcome", outcome));
        Took(operation, outcome, took);
    }

    public void Decided(string outcome, TimeSpan took) => Took("decide", outcome, took);

    public void Failed(string operation, string fault, TimeSpan took) => Took(operation, fault, took);

    public void Dispose() => _meter.Dispose();

    private void Took(string operation, string outcome, TimeSpan took) =>
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("outcome", outcome));
}
