using CrossSell.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossSell.Hosting.Tests;

/// <summary>The examples of the package's page and of docs/telemetry.md, run.</summary>
public class HostingExamples
{
    [Fact]
    public async Task A_program_registers_and_decides()
    {
        ProductCatalog catalog = TestHost.Catalog;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["CrossSell:ContactPointKey"] = Convert.ToBase64String(new byte[32]);

        #region register
        builder.Services.AddCrossSell(builder.Configuration.GetSection("CrossSell"))
            .FitFrom((services, cancellation) => Task.FromResult(new ModelSources(LoadPurchases(), catalog)))
            .UsePipeline(new CrossSellPipelineBuilder().MineRules(rules => rules.MinLift = 1.1).Build())
            .UseLedger((services, cancellation) => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore(services.GetRequiredService<TimeProvider>())));
        #endregion

        using IHost host = builder.Build();
        await host.StartAsync();

        #region use
        LiveModel live = host.Services.GetRequiredService<LiveCrossSell>().Current;
        DeskDecision decision = await live.Engine.DecideAsync(CustomerRef.Of(new CustomerId("C-0")), Occasion.InboundCall);
        #endregion

        Assert.NotEmpty(decision.Offers);
        await host.StopAsync();

        static PurchaseHistory LoadPurchases() => TestHost.Purchases;
    }
}
