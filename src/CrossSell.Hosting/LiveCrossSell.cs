using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using CrossSell.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossSell.Hosting;

/// <summary>The engine of a running program: the model in service, replaced as a whole by each fit, and the ledger.</summary>
/// <remarks>
/// Thread-safe. Reading <see cref="Current"/> is one read of the <see cref="Slot"/> and one look-up; nothing waits while a new model is fitted, and a fit that fails changes
/// nothing. The ledger is opened by the first fit and disposed with this.
/// </remarks>
public sealed partial class LiveCrossSell : IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly CrossSellBuilder _parts;
    private readonly CrossSellHostOptions _options;
    private readonly TimeProvider _clock;
    private readonly IMeterFactory _meterFactory;
    private readonly HostMeters _meters;
    private readonly ILogger<LiveCrossSell> _log;
    private readonly SemaphoreSlim _fitting = new(1, 1);

    // What decides by a model of the slot; it goes when the last request that uses the model is through, as the model does.
    private readonly ConditionalWeakTable<CrossSellModel, LiveModel> _served = [];
    private volatile ModelSlot? _slot;
    private volatile RefitFailure? _failure;
    private ILedgerStore? _store;
    private ContactLedger? _ledger;
    private int _fits;

    internal LiveCrossSell(
        IServiceProvider services, CrossSellBuilder parts, IOptions<CrossSellHostOptions> options, TimeProvider clock, IMeterFactory meterFactory, HostMeters meters, ILogger<LiveCrossSell> log)
    {
        _services = services;
        _parts = parts;
        _options = options.Value;
        _clock = clock;
        _meterFactory = meterFactory;
        _meters = meters;
        _log = log;
        meters.Watch(() => _slot is { } slot && _served.TryGetValue(slot.Current, out LiveModel? model) ? _clock.GetUtcNow() - model.FittedAt : null);
    }

    /// <summary>The model in service.</summary>
    /// <exception cref="InvalidOperationException">There is none yet; see <see cref="HasModel"/>.</exception>
    public LiveModel Current => _served.TryGetValue(Slot.Current, out LiveModel? live)
        ? live
        : throw new InvalidOperationException($"The slot holds a model that {nameof(RefitAsync)} did not put there, and nothing decides by it; swap models by fits alone.");

    /// <summary>Where the model in service stands: what <see cref="LiveCustomers"/> are made over. Each fit swaps its model in.</summary>
    /// <exception cref="InvalidOperationException">There is no model yet; see <see cref="HasModel"/>.</exception>
    public ModelSlot Slot => _slot ?? throw new InvalidOperationException("No model is in service yet: the first fit is not done, or failed; the health check says why.");

    /// <summary>Whether a model is in service.</summary>
    public bool HasModel => _slot is not null;

    /// <summary>The last fit when it failed; null when it went well, or there was none.</summary>
    public RefitFailure? LastFailure => _failure;

    /// <summary>Fits a model from data loaded anew and puts it into service. Of several calls at once one works after the other.</summary>
    /// <param name="cancellationToken">Ends the fit; the model before it stays.</param>
    /// <returns>The model now in service.</returns>
    /// <exception cref="Exception">Whatever loading, fitting or opening the ledger threw; it is kept in <see cref="LastFailure"/> too, and the model before it stays.</exception>
    public async Task<LiveModel> RefitAsync(CancellationToken cancellationToken = default)
    {
        await _fitting.WaitAsync(cancellationToken).ConfigureAwait(false);
        long start = _clock.GetTimestamp();
        using Activity? activity = HostMeters.Activities.StartActivity("crosssell.refit");
        try
        {
            ContactLedger ledger = await LedgerAsync(cancellationToken).ConfigureAwait(false);
            ModelSources sources = await _parts.Load!(_services, cancellationToken).ConfigureAwait(false);
            CrossSellPipeline pipeline = _parts.Pipeline ?? new CrossSellPipelineBuilder().Build();
            CrossSellModel model = await Task.Run(() => pipeline.Fit(sources.History, sources.Catalog, sources.Customers, sources.Contacts, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
            LiveModel next = PutIntoService(model, sources.Catalog, ledger);
            _failure = null;
            _meters.Refitted("fitted", _clock.GetElapsedTime(start));
            activity?.SetTag("outcome", "fitted");
            activity?.SetTag("version", next.Version);
            Fitted(next.Version, model.Products.Count, model.RuleCount);
            return next;
        }
        catch (Exception failure)
        {
            // Who stops the program did not make a bad model.
            string outcome = failure is OperationCanceledException && cancellationToken.IsCancellationRequested ? "stopped" : "failed";
            _failure = outcome == "failed" ? new RefitFailure(_clock.GetUtcNow(), failure) : _failure;
            _meters.Refitted(outcome, _clock.GetElapsedTime(start));
            activity?.SetTag("outcome", outcome);
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            throw;
        }
        finally
        {
            _fitting.Release();
        }
    }

    /// <summary>The ledger's clock now: answers only when the ledger can be reached.</summary>
    internal async Task<DateTimeOffset?> LedgerNowAsync(CancellationToken cancellationToken) =>
        _store is { } store ? await store.GetNowAsync(cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Disposes the ledger's store.</summary>
    public async ValueTask DisposeAsync()
    {
        _fitting.Dispose();
        if (_store is { } store)
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What decides by the model is there before the model is, so that who reads the slot finds both. Only one fit at a time comes here.
    private LiveModel PutIntoService(CrossSellModel model, ProductCatalog catalog, ContactLedger ledger)
    {
        var desk = new DecisionDesk(model, new EligibilityChecker(catalog, _parts.Eligibility), _options.Desk(_parts.Desk(new DeskOptions())));
        var next = new LiveModel
        {
            Version = _fits + 1, FittedAt = _clock.GetUtcNow(), Model = model, Desk = desk, Engine = new CrossSellEngine(desk, ledger, _clock, _meterFactory),
        };
        _fits = next.Version;
        _served.Add(model, next);
        if (_slot is { } slot)
        {
            slot.Swap(model);
        }
        else
        {
            _slot = new ModelSlot(model);
        }

        return next;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The store is kept and disposed with this.")]
    private async Task<ContactLedger> LedgerAsync(CancellationToken cancellationToken)
    {
        _store ??= await _parts.OpenLedger!(_services, cancellationToken).ConfigureAwait(false);
        return _ledger ??= new ContactLedger(_store, _parts.Policy, _options.Ledger(CrossSellHostOptions.KeyOf(_options.ContactPointKey)!));
    }

    [LoggerMessage(1, LogLevel.Information, "Model {Version} is in service: {Products} products, {Rules} rules.")]
    private partial void Fitted(int version, int products, int rules);
}
