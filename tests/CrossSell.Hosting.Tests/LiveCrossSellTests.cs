using CrossSell.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrossSell.Hosting.Tests;

public class LiveCrossSellTests
{
    private static readonly CustomerRef Customer = CustomerRef.Of(new CustomerId("C-0"));

    [Fact]
    public async Task The_first_model_is_in_service_when_the_program_has_started_and_decides()
    {
        await using var host = new TestHost();
        await host.StartAsync();

        LiveModel live = host.Live.Current;
        Assert.Equal((1, host.Clock.GetUtcNow()), (live.Version, live.FittedAt));
        DeskDecision decision = await live.Engine.DecideAsync(Customer, Occasion.InboundCall);
        Assert.Equal(["household", "liability"], decision.Offers.Select(offer => offer.Product.Id.Value));
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task Settings_come_from_configuration_and_what_code_adds_stays()
    {
        var hooks = new HookBook([new Hook { Id = "autumn", Kind = HookKind.LimitedPromotion, Text = new LocalizedText("free") }]);
        await using var host = new TestHost(crossSell => crossSell.ConfigureDesk(desk => desk with { Hooks = hooks }), ("Offers", "1"), ("RefitEvery", "02:00:00"), ("DecisionDetail", "All"), ("OrganisationZone", "Europe/Berlin"));
        await host.StartAsync();
        DeskDecision decision = await host.Live.Current.Engine.DecideAsync(Customer, Occasion.InboundCall);
        Assert.Equal("autumn", Assert.Single(decision.Offers).Hook!.Id);
        Reservation taken = await host.Live.Current.Engine.ReserveAsync(new ContactRequest { IdempotencyKey = "k", Customer = Customer.Customer, Channel = "email" });
        Assert.Equal("Europe/Berlin", taken.Contact!.Zone);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await TestHost.UntilAsync(() => host.Live.Current.Version == 2);
    }

    [Fact]
    public async Task A_program_with_wrong_settings_does_not_start_and_says_everything_at_once()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ContactPointKey"] = "not base64!", ["RefitEvery"] = "-1.00:00:00", ["MaxModelAge"] = "00:00:00", ["ReservationTimeToLive"] = "00:00:00", ["OrganisationZone"] = "Mars/Olympus", ["Offers"] = "0", ["LastContacts"] = "-2", ["MaxPerCategory"] = "0",
        });
        builder.Services.AddCrossSell(builder.Configuration);
        using IHost host = builder.Build();
        OptionsValidationException failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        string[] expected =
        [
            "call FitFrom", "call UseLedger", "ContactPointKey is no Base64", "RefitEvery is -1.00:00:00", "MaxModelAge is 00:00:00", "ReservationTimeToLive is 00:00:00", "'Mars/Olympus'", "Offers is 0", "LastContacts is -2", "MaxPerCategory is 0",
        ];
        Assert.All(expected, part => Assert.Single(failure.Failures, said => said.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, failure.Failures.Count());
        Assert.DoesNotContain("not base64!", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_model_comes_at_its_time_and_who_holds_the_old_one_uses_it_to_the_end()
    {
        await using var host = new TestHost();
        await host.StartAsync();
        LiveModel old = host.Live.Current;
        host.Load = () => Task.FromResult(new ModelSources(TestHost.Market(40), TestHost.Catalog));
        host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Same(old, host.Live.Current);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TestHost.UntilAsync(() => host.Live.Current.Version == 2);

        Assert.Equal((20, 40), (old.Model.History!.Customers.Count, host.Live.Current.Model.History!.Customers.Count));
        Assert.Equal(host.Clock.GetUtcNow(), host.Live.Current.FittedAt);

        // Both write into the one ledger of the program.
        DeskDecision decision = await old.Engine.DecideAsync(Customer, Occasion.InboundCall);
        Assert.NotEmpty(decision.Offers);
        await old.Engine.PresentAsync(Customer, decision.Offers, "talk", "phone");
        Assert.Equal(decision.Offers.Count, (await host.Live.Current.Engine.DecideAsync(Customer, Occasion.InboundCall)).OpenOffers.Count);
    }

    [Fact]
    public async Task A_fit_that_fails_leaves_the_model_in_service_and_shows_until_one_goes_well()
    {
        await using var host = new TestHost();
        await host.StartAsync();
        Func<Task<ModelSources>> good = host.Load;
        host.Load = () => throw new InvalidDataException("row 7 is no purchase");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await TestHost.UntilAsync(() => host.Live.LastFailure is not null);
        Assert.Equal(1, host.Live.Current.Version);
        HealthReportEntry health = await host.HealthAsync();
        Assert.Equal((HealthStatus.Degraded, "row 7 is no purchase"), (health.Status, health.Data["failure"]));

        host.Load = good;
        host.Clock.Advance(TimeSpan.FromDays(1));
        await TestHost.UntilAsync(() => host.Live.Current.Version == 2);
        await TestHost.UntilAsync(() => host.Live.LastFailure is null);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task Without_a_first_model_the_program_does_not_start_unless_it_may_wait_for_one()
    {
        await using var strict = new TestHost();
        strict.Load = () => throw new InvalidDataException("no file");
        Assert.Contains("no file", (await Assert.ThrowsAsync<InvalidDataException>(strict.StartAsync)).Message, StringComparison.Ordinal);

        await using var patient = new TestHost(null, ("RequireModelAtStart", "false"));
        Func<Task<ModelSources>> good = patient.Load;
        patient.Load = () => throw new InvalidDataException("no file");
        await patient.StartAsync();
        await TestHost.UntilAsync(() => patient.Live.LastFailure is not null);
        Assert.Equal(HealthStatus.Unhealthy, (await patient.HealthAsync()).Status);
        Assert.Contains("No model", Assert.Throws<InvalidOperationException>(() => patient.Live.Current).Message, StringComparison.Ordinal);
        patient.Load = good;
        await patient.Live.RefitAsync();
        Assert.Equal(HealthStatus.Healthy, (await patient.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_model_that_is_too_old_and_a_ledger_out_of_reach_show_in_the_health()
    {
        await using var host = new TestHost(null, ("RefitInBackground", "false"));
        var store = new BrokenStore(host.Store);
        host.Store = store;
        await host.StartAsync();
        host.Clock.Advance(TimeSpan.FromDays(4));
        HealthReportEntry old = await host.HealthAsync();
        Assert.Equal((HealthStatus.Degraded, TimeSpan.FromDays(4).TotalSeconds), (old.Status, old.Data["age_seconds"]));
        Assert.Contains("4.00:00:00 old", old.Description, StringComparison.Ordinal);

        store.IsBroken = true;
        HealthReportEntry broken = await host.HealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, broken.Status);
        Assert.Contains("cannot be reached", broken.Description, StringComparison.Ordinal);
        store.IsBroken = false;
        await host.Live.RefitAsync();
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task Fits_come_one_after_the_other_and_each_is_whole()
    {
        await using var host = new TestHost();
        int at = 0, most = 0;
        host.Load = async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            await Task.Delay(5);
            Interlocked.Decrement(ref at);
            return new ModelSources(TestHost.Purchases, TestHost.Catalog);
        };
        await host.StartAsync();
        LiveModel[] fitted = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Live.RefitAsync()));
        Assert.Equal(1, most);
        Assert.Equal([2, 3, 4, 5, 6, 7], fitted.Select(one => one.Version).Order());
        Assert.All(fitted, one => Assert.Same(one.Model, one.Desk.Model));
    }

    [Fact]
    public async Task Under_swaps_every_reader_gets_a_model_with_what_decides_by_it()
    {
        await using var host = new TestHost(null, ("RefitInBackground", "false"));
        await host.StartAsync();
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => Read(host.Live, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        for (int fit = 0; fit < 20; fit++)
        {
            await host.Live.RefitAsync();
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), last => Assert.InRange(last, 1, 21));
        Assert.Equal((21, 20L), (host.Live.Current.Version, host.Live.Slot.Swaps));
        Assert.Same(host.Live.Slot.Current, host.Live.Current.Model);

        static int Read(LiveCrossSell live, CancellationToken stop)
        {
            int last = 0;
            do
            {
                LiveModel now = live.Current;
                Assert.Same(now.Model, now.Desk.Model);
                Assert.True(now.Version >= last, $"version {now.Version} after {last}");
                last = now.Version;
            }
            while (!stop.IsCancellationRequested);
            return last;
        }
    }

    [Fact]
    public async Task Customers_with_changes_are_made_over_the_slot_and_see_each_fit()
    {
        await using var host = new TestHost(null, ("RefitInBackground", "false"));
        await host.StartAsync();
        var live = new LiveCustomers(host.Live.Slot);
        var best = new ScoredProduct[1];
        Assert.Equal(1, live.Recommend(Customer.Customer, [], ContactPolicy.IndexAnswer.Admitted, best));
        string offered = host.Live.Current.Model.Products[best[0].Product].Id.Value;
        live.Add(new Purchase { Customer = Customer.Customer.Value, Product = offered, Time = host.Clock.GetUtcNow().UtcDateTime });
        await host.Live.RefitAsync();
        int found = live.Recommend(Customer.Customer, [], ContactPolicy.IndexAnswer.Admitted, best);
        Assert.DoesNotContain(offered, best.Take(found).Select(offer => host.Live.Current.Model.Products[offer.Product].Id.Value));
    }

    [Fact]
    public async Task A_model_that_somebody_else_swapped_in_is_refused_with_the_reason()
    {
        await using var host = new TestHost(null, ("RefitInBackground", "false"));
        await host.StartAsync();
        host.Live.Slot.Swap(new CrossSellPipelineBuilder().Build().Fit(TestHost.Purchases));
        Assert.Contains("RefitAsync", Assert.Throws<InvalidOperationException>(() => host.Live.Current).Message, StringComparison.Ordinal);
        await host.Live.RefitAsync();
        Assert.Same(host.Live.Slot.Current, host.Live.Current.Model);
    }

    [Fact]
    public void It_is_registered_once()
    {
        var services = new ServiceCollection();
        services.AddCrossSell();
        Assert.Contains("already", Assert.Throws<InvalidOperationException>(() => services.AddCrossSell()).Message, StringComparison.Ordinal);
    }
}
