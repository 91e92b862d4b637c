using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossSell.Hosting;

/// <summary>Registers CrossSell with a program's services.</summary>
public static class CrossSellServices
{
    /// <summary>The name of the health check.</summary>
    public const string HealthCheckName = "crosssell";

    /// <summary>
    /// Registers <see cref="LiveCrossSell"/>, which fits a model at start and anew from time to time, with a health check, meters and activities. Options are read from
    /// configuration and checked together when the program starts.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configuration">Holds the values of <see cref="CrossSellHostOptions"/>, such as the section <c>CrossSell</c>; null when code says everything.</param>
    /// <param name="configure">Sets options in code, behind configuration; null for nothing.</param>
    /// <returns>Says where data and ledger are.</returns>
    /// <exception cref="InvalidOperationException">CrossSell is registered already.</exception>
    public static CrossSellBuilder AddCrossSell(this IServiceCollection services, IConfiguration? configuration = null, Action<CrossSellHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(LiveCrossSell)))
        {
            throw new InvalidOperationException("CrossSell is registered already; one program has one.");
        }

        var builder = new CrossSellBuilder(services);
        OptionsBuilder<CrossSellHostOptions> options = services.AddOptions<CrossSellHostOptions>();
        if (configuration is not null)
        {
            options.Bind(configuration);
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.AddSingleton<IValidateOptions<CrossSellHostOptions>>(new HostOptionsCheck(builder));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HostMeters>();
        services.AddSingleton(provider => new LiveCrossSell(
            provider, builder, provider.GetRequiredService<IOptions<CrossSellHostOptions>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<HostMeters>(), provider.GetRequiredService<ILogger<LiveCrossSell>>()));
        services.AddHostedService<RefitService>();
        services.AddHealthChecks().AddCheck<CrossSellHealthCheck>(HealthCheckName);
        return builder;
    }
}
