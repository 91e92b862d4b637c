using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrossSell.Hosting;

/// <summary>What a hosted engine counts and times beside what the engine does.</summary>
internal sealed class HostMeters
{
    /// <summary>The name of meter and activities, the engine's own.</summary>
    public const string Name = "CrossSell";

    private readonly Counter<long> _refits;
    private readonly Histogram<double> _duration;
    private Func<TimeSpan?>? _age;

    public HostMeters(IMeterFactory factory)
    {
        Meter meter = factory.Create(Name);
        _refits = meter.CreateCounter<long>("crosssell.model.refits", "{refit}", "Fits of a model, by outcome.");
        _duration = meter.CreateHistogram<double>("crosssell.model.refit.duration", "s", "How long a fit took, loading included, by outcome.");
        meter.CreateObservableGauge("crosssell.model.age", Ages, "s", "How long ago the model in service was fitted.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    public void Watch(Func<TimeSpan?> age) => _age = age;

    public void Refitted(string outcome, TimeSpan took)
    {
        _refits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }

    // Without a model there is no age to tell.
    private IEnumerable<Measurement<double>> Ages() => _age?.Invoke() is { } age ? [new Measurement<double>(age.TotalSeconds)] : [];
}
