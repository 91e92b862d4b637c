using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using CrossSell.Ledger;

namespace CrossSell.Hosting.Tests;

/// <summary>docs/telemetry.md names every instrument with its unit and tags, and every activity; no more and no less than there are.</summary>
public sealed partial class TelemetryPageTests
{
    [Fact]
    public async Task The_page_lists_every_instrument_every_tag_and_every_activity()
    {
        var seen = new SortedDictionary<string, (string? Unit, SortedSet<string> Tags)>(StringComparer.Ordinal);
        var activities = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var gate = new Lock();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "CrossSell")
            {
                lock (gate)
                {
                    seen.TryAdd(instrument.Name, (instrument.Unit, new SortedSet<string>(StringComparer.Ordinal)));
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Tagged(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Tagged(instrument, tags));
        meters.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "CrossSell",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (gate)
                {
                    SortedSet<string> tags = activities.TryGetValue(activity.OperationName, out SortedSet<string>? known) ? known : activities[activity.OperationName] = new SortedSet<string>(StringComparer.Ordinal);
                    tags.UnionWith(activity.TagObjects.Select(tag => tag.Key));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await EverythingAsync();
        meters.RecordObservableInstruments();

        string page = Page();
        Assert.Equal(seen.Select(one => $"{one.Key} {one.Value.Unit} {string.Join(' ', one.Value.Tags)}".TrimEnd()), Rows(page, "instruments"));
        Assert.Equal(activities.Select(one => $"{one.Key} {string.Join(' ', one.Value)}".TrimEnd()), Rows(page, "activities"));

        void Tagged(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (gate)
            {
                foreach (KeyValuePair<string, object?> tag in tags)
                {
                    seen[instrument.Name].Tags.Add(tag.Key);
                    Assert.DoesNotContain("C-", tag.Value?.ToString() ?? "", StringComparison.Ordinal);
                }
            }
        }
    }

    // Each operation once, one of them failing.
    private static async Task EverythingAsync()
    {
        await using var host = new TestHost();
        var store = new BrokenStore(host.Store);
        host.Store = store;
        await host.StartAsync();
        CrossSellEngine engine = host.Live.Current.Engine;
        var customer = CustomerRef.Of(new CustomerId("C-0"));
        DeskDecision decision = await engine.DecideAsync(customer, Occasion.InboundCall);
        PresentationReceipt shown = await engine.PresentAsync(customer, decision.Offers, "talk", "phone");
        await engine.RecordResponseAsync(customer, new OfferResponse
        {
            Id = "a", OfferId = shown.Offers[0].Id, Customer = customer.Customer, Product = shown.Offers[0].Product, Kind = OfferResponseKind.Declined, Reason = DeclineReason.Price, Conversation = "talk", At = host.Clock.GetUtcNow(),
        });
        await engine.SendAsync(new ContactRequest { IdempotencyKey = "k", Customer = customer.Customer, Channel = "email" }, (_, _) => Task.FromResult(ContactState.Sent));
        await engine.SendAsync(new ContactRequest { IdempotencyKey = "l", Customer = customer.Customer, Channel = "email" }, (_, _) => throw new ContactNotSentException("no paper"));
        await engine.ReserveAsync([new ContactRequest { IdempotencyKey = "m", Customer = customer.Customer, Channel = "email" }], BatchMode.BestEffort);
        await engine.ReconcileAsync("main", TimeSpan.FromHours(1));
        await engine.FollowUpsAsync("main").CountAsync();
        store.IsBroken = true;
        await Assert.ThrowsAsync<LedgerException>(() => engine.DecideAsync(customer, Occasion.InboundCall));
        store.IsBroken = false;
        host.Load = () => throw new InvalidDataException("no file");
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Live.RefitAsync());
    }

    // Of a table behind a marker the code-quoted words of each row, in the order of the first.
    private static IEnumerable<string> Rows(string page, string marker)
    {
        int from = page.IndexOf($"<!-- {marker} -->", StringComparison.Ordinal);
        Assert.True(from >= 0, $"The page has no table marked '{marker}'.");
        return page[from..page.IndexOf("<!-- end -->", from, StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join(' ', Quoted().Matches(line.Split(" | ") is [var name, .. var middle, _] ? string.Join(" | ", [name, .. middle]) : line).Select(word => word.Groups[1].Value)))
            .Order(StringComparer.Ordinal);
    }

    private static string Page()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CrossSell.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return File.ReadAllText(Path.Combine(folder!, "docs", "telemetry.md"));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
