using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossSell.Hosting;

/// <summary>Fits the first model when the program starts, and further ones from time to time. A fit that fails is told, and the next one is tried at its time.</summary>
internal sealed partial class RefitService(LiveCrossSell live, IOptions<CrossSellHostOptions> options, TimeProvider clock, ILogger<RefitService> log) : BackgroundService
{
    private PeriodicTimer? _timer;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RequireModelAtStart)
        {
            await live.RefitAsync(cancellationToken).ConfigureAwait(false);
        }

        // Made here, so that time counts from the start of the program and not from when the work behind it gets its turn.
        _timer = options.Value.RefitInBackground ? new PeriodicTimer(options.Value.RefitEvery, clock) : null;
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!live.HasModel)
        {
            await TryAsync(stoppingToken).ConfigureAwait(false);
        }

        if (_timer is not { } timer)
        {
            return;
        }

        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TryAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await live.RefitAsync(stoppingToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one fit, the model before it serves and the next fit is tried.
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(failure, live.HasModel ? "the model before it stays in service" : "no model is in service");
        }
    }

    [LoggerMessage(2, LogLevel.Error, "A fit failed; {Consequence}.")]
    private partial void Failed(Exception failure, string consequence);
}
