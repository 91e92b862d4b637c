using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>
/// A campaign whose process is killed again and again, at every step of the protocol and at moments of nobody's choosing, and started again; the parent keeps every
/// acknowledgement and judges the ledger by them.
/// </summary>
internal static class KilledCampaign
{
    private const int Customers = 12;
    private const int Keys = 4;

    private static readonly string[] Steps = ["start", "reserved", "begun", "sent", "committed"];
    private static readonly LimitSpec Two = new() { Name = "two-in-a-week", Limit = 2, Window = TimeSpan.FromDays(7) };

    /// <summary>How often a process is killed; set CROSSSELL_KILLS for a long run.</summary>
    public static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CROSSSELL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : 10;

    public static async Task RunAsync(Func<int, string> storeOfRound, Func<int, Task<ILedgerStore>> open)
    {
        int kills = 0;
        for (int round = 0; kills < Kills; round++)
        {
            string store = storeOfRound(round);
            List<string> said = [];
            bool done = false;
            for (int start = 0; !done && start < 200; start++)
            {
                using var worker = new WorkerProcess(
                    store, "campaign", Customers.ToString(CultureInfo.InvariantCulture), Keys.ToString(CultureInfo.InvariantCulture),
                    Steps[(start + round) % Steps.Length], (1 + (start % 6)).ToString(CultureInfo.InvariantCulture));
                bool blind = start % 3 == 2;
                for (int lines = 0; worker.Output.ReadLine() is { } line; lines++)
                {
                    said.Add(line);
                    if (blind && lines == 2 + (start % 7))
                    {
                        worker.Kill();
                    }
                }

                done = said.Count > 0 && said[^1] == "done -";
                kills += done ? 0 : 1;
            }

            Assert.True(done, "the campaign never came to its end");
            await JudgeAsync(await open(round), said);
        }
    }

    private static async Task JudgeAsync(ILedgerStore store, List<string> said)
    {
        await using ILedgerStore opened = store;
        var ledger = new ContactLedger(opened, new PlainLimits(Two), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        var states = new Dictionary<string, ContactState>(StringComparer.Ordinal);
        for (int customer = 0; customer < Customers; customer++)
        {
            RootView view = await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + customer.ToString(CultureInfo.InvariantCulture))));
            Assert.False(Two.IsBrokenBy(view.Contacts.Where(contact => PlainLimits.Counts(contact, contact.ChangedAt))), "a limit was exceeded");
            Assert.Equal(2, view.Contacts.Count);
            foreach (Contact contact in view.Contacts)
            {
                states.Add(contact.IdempotencyKey, contact.State);
            }
        }

        // Nothing acknowledged is lost, and nothing was sent twice.
        string[] Keys(string what) => [.. said.Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => line[(what.Length + 1)..])];
        Assert.All(Keys("reserved"), key => Assert.Contains(key, states.Keys));
        Assert.All(Keys("begun"), key => Assert.True(states[key] is ContactState.Dispatching or ContactState.Sent));
        Assert.All(Keys("committed"), key => Assert.Equal(ContactState.Sent, states[key]));
        Assert.Equal(Keys("sent").Distinct().Count(), Keys("sent").Length);
        Assert.True(Keys("sent").Length > 0);
    }
}
