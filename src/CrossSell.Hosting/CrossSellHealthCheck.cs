using System.Globalization;
using CrossSell.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CrossSell.Hosting;

/// <summary>Unhealthy without a model or without the ledger; degraded when the model is too old or the last fit failed.</summary>
internal sealed class CrossSellHealthCheck(LiveCrossSell live, IOptions<CrossSellHostOptions> options, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        RefitFailure? failure = live.LastFailure;
        if (failure is not null)
        {
            data["failed_at"] = failure.At;
            data["failure"] = failure.Error.Message;
        }

        if (!live.HasModel)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "No model is in service.", failure?.Error, data);
        }

        LiveModel model = live.Current;
        TimeSpan age = clock.GetUtcNow() - model.FittedAt;
        data["version"] = model.Version;
        data["fitted_at"] = model.FittedAt;
        data["age_seconds"] = age.TotalSeconds;
        if (await LedgerFaultAsync(cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The ledger cannot be reached: {fault.Message}", fault, data);
        }

        if (age > options.Value.MaxModelAge)
        {
            return HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The model is {age:d\\.hh\\:mm\\:ss} old; {options.Value.MaxModelAge:d\\.hh\\:mm\\:ss} at most are wanted."), failure?.Error, data);
        }

        return failure is null
            ? HealthCheckResult.Healthy($"Model {model.Version.ToString(CultureInfo.InvariantCulture)} is in service.", data)
            : HealthCheckResult.Degraded("The last fit failed; the model before it is in service.", failure.Error, data);
    }

    private async Task<Exception?> LedgerFaultAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.LedgerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A driver may be deaf to cancellation, so the wait ends by itself.
            await live.LedgerNowAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LedgerException(LedgerFault.Unavailable, string.Create(CultureInfo.InvariantCulture, $"It did not answer within {options.Value.LedgerTimeout}."));
        }
        catch (LedgerException fault)
        {
            return fault;
        }
    }
}
