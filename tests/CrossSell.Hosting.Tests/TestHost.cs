using CrossSell.Ledger;
using CrossSell.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CrossSell.Hosting.Tests;

/// <summary>A program with CrossSell in it, a clock that stands, and sources that a test changes.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    public TestHost(Action<CrossSellBuilder>? more = null, params (string Key, string? Value)[] settings)
    {
        Store = new InMemoryLedgerStore(Clock);
        Load = () => Task.FromResult(new ModelSources(Purchases, Catalog));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            new[] { ("ContactPointKey", (string?)Convert.ToBase64String(new byte[32])) }.Concat(settings).GroupBy(one => one.Item1).Select(one => KeyValuePair.Create("CrossSell:" + one.Key, one.Last().Item2)));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        CrossSellBuilder crossSell = builder.Services.AddCrossSell(builder.Configuration.GetSection("CrossSell"))
            .FitFrom((_, _) => Load())
            .UseLedger((_, _) => Task.FromResult(Store));
        more?.Invoke(crossSell);
        _host = builder.Build();
    }

    public static ProductCatalog Catalog { get; } = new([Product("building", 200), Product("household", 50), Product("liability", 40)]);

    public static PurchaseHistory Purchases { get; } = Market(20);

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public ILedgerStore Store { get; set; }

    public Func<Task<ModelSources>> Load { get; set; }

    public LiveCrossSell Live => _host.Services.GetRequiredService<LiveCrossSell>();

    public static PurchaseHistory Market(int customers)
    {
        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < customers; c++)
        {
            builder.Add(new Purchase { Customer = $"C-{c}", Product = "building", Time = new DateTime(2025, 1, 1).AddDays(c) });
            if (c % 4 != 0)
            {
                builder.Add(new Purchase { Customer = $"C-{c}", Product = c % 4 == 1 ? "liability" : "household", Time = new DateTime(2025, 2, 1).AddDays(c) });
            }
        }

        return builder.Build();
    }

    public Task StartAsync() => _host.StartAsync();

    public async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[CrossSellServices.HealthCheckName];

    /// <summary>Waits for what a timer has set off on another thread; the clock itself stands.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static Product Product(string id, decimal margin) => new() { Id = new ProductId(id), Margin = margin };
}
