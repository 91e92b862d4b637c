using System.Diagnostics;
using System.Globalization;
using CrossSell;
using CrossSell.Ledger;
using CrossSell.Storage.PostgreSql;
using CrossSell.Storage.Sqlite;
using CrossSell.Storage.Worker;
using CrossSell.Testing;

// STORE race LABEL THREADS ATTEMPTS CUSTOMERS     waits for a line, then asks for slots of customers in turn; prints how many it got
// STORE campaign CUSTOMERS KEYS LANES STEP AT     works through the keys of all customers in order, as a restarted job does, in so many lanes at once; each
//                                                 acknowledgement is a line; kills itself at the AT-th time that a lane passes STEP (never for AT 0)
// STORE dispatch LANES STEP AT                    dispatches the waiting contacts of a campaign; each send is a line, and each contact that came out unknown; kills itself before
//                                                 or after its AT-th update, or in the middle of its AT-th send (never for AT 0)
// map FILE                                        maps a model, prints how many rules it has, and keeps it until a line comes
// STORE is sqlite:FILE or postgres:SCHEMA:CONNECTION. The limit is 2 contacts in 7 days.
const int Limit = 2;
if (args is ["map", var file])
{
    var model = CrossSellModel.Map(file);
    Console.WriteLine(model.RuleCount.ToString(CultureInfo.InvariantCulture));
    Console.ReadLine();
    GC.KeepAlive(model);
    return 0;
}

await using ILedgerStore store = await OpenAsync(args[0]);
var ledger = new ContactLedger(
    store,
    new PlainLimits(new LimitSpec { Name = "two-in-a-week", Limit = Limit, Window = TimeSpan.FromDays(7) }),
    new ContactLedgerOptions { ContactPointKey = new byte[32], TimeToLive = TimeSpan.FromHours(1) });
return args[1] switch
{
    "race" => await RaceAsync(),
    "dispatch" => await DispatchAsync(),
    _ => await CampaignAsync(),
};

static async Task<ILedgerStore> OpenAsync(string name)
{
    string[] parts = name.Split(':', 3);
    return parts[0] == "sqlite"
        ? await SqliteLedgerStore.OpenAsync(name["sqlite:".Length..], new SqliteLedgerOptions { BusyTimeout = TimeSpan.FromMinutes(1) })
        : await PostgreSqlLedgerStore.OpenAsync(parts[2], new PostgreSqlLedgerOptions { Schema = parts[1] });
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

async Task<int> RaceAsync()
{
    string label = args[2];
    int threads = Number(args[3]), attempts = Number(args[4]), customers = Number(args[5]);
    Console.WriteLine("ready");
    Console.ReadLine();
    int next = -1, accepted = 0;
    await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
        async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < attempts; i = Interlocked.Increment(ref next))
            {
                var request = new ContactRequest { IdempotencyKey = $"{label}/{i}", Customer = new CustomerId("C-" + (i % customers)), Channel = "phone" };
                if ((await ledger.ReserveAsync(request)).IsAccepted)
                {
                    Interlocked.Increment(ref accepted);
                }
            }
        },
        TaskCreationOptions.LongRunning).Unwrap()));
    Console.WriteLine(accepted.ToString(CultureInfo.InvariantCulture));
    return 0;
}

async Task<int> CampaignAsync()
{
    int customers = Number(args[2]), keys = Number(args[3]), lanes = Number(args[4]), at = Number(args[6]), passed = 0;
    string fatal = args[5];
    var saying = new Lock();
    using Stream output = Console.OpenStandardOutput();
    await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => LaneAsync(lane))));
    Say("done", "-");
    return 0;

    async Task LaneAsync(int lane)
    {
        for (int key = 0; key < keys; key++)
        {
            for (int customer = lane; customer < customers; customer += lanes)
            {
                await OneAsync(customer, $"{customer}/{key}");
            }
        }
    }

    async Task OneAsync(int customer, string name)
    {
        Pass("start");
        Reservation slot = await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = name, Customer = new CustomerId("C-" + customer), Channel = "phone" });
        if (!slot.IsAccepted)
        {
            return;
        }

        Say("reserved", name);
        Pass("reserved");
        Dispatch dispatch = await ledger.BeginDispatchAsync(slot.Contact!);
        if (!dispatch.IsBegun)
        {
            return;
        }

        Say("begun", name);
        Pass("begun");
        Say("sent", name);
        Pass("sent");
        await ledger.CommitAsync(ContactRef.Of(dispatch.Contact!), ContactState.Sent, dispatch.Contact!.Fence);
        Say("committed", name);
        Pass("committed");
    }

    // One write for each line: what was acknowledged is with the parent before anything else happens in its lane.
    void Say(string what, string name)
    {
        lock (saying)
        {
            output.Write(System.Text.Encoding.ASCII.GetBytes($"{what} {name}\n"));
            output.Flush();
        }
    }

    void Pass(string step)
    {
        if (step == fatal && Interlocked.Increment(ref passed) == at)
        {
            // The operating system's own kill: no finally, no flush, no goodbye.
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

async Task<int> DispatchAsync()
{
    string step = args[3];
    int at = Number(args[4]), sends = 0;
    var saying = new Lock();
    using Stream output = Console.OpenStandardOutput();
    await using var dying = new DyingStore(store, step == "send" ? 0 : at, step == "after");
    using var engine = new CrossSellEngine(
        new ContactLedger(dying, new PlainLimits(new LimitSpec { Name = "two-in-a-week", Limit = Limit, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] }),
        TimeProvider.System);
    DispatchReport report = await engine.DispatchAsync(
        OneCampaign.From(DateTimeOffset.UnixEpoch),
        (contact, _) =>
        {
            int place = Interlocked.Increment(ref sends);
            lock (saying)
            {
                output.Write(System.Text.Encoding.ASCII.GetBytes($"sent {contact.Id}\n"));
                output.Flush();
            }

            if (step == "send" && place == at)
            {
                DyingStore.Die();
            }

            return Task.FromResult(ContactState.Sent);
        },
        new DispatchOptions { MostAtOnce = Number(args[2]), LostAfter = TimeSpan.FromMilliseconds(1) });
    foreach (Contact contact in report.Unknown)
    {
        output.Write(System.Text.Encoding.ASCII.GetBytes($"unknown {contact.Id}\n"));
    }

    output.Write("done -\n"u8);
    return 0;
}
