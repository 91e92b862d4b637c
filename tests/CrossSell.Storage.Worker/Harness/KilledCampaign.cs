using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>
/// Campaigns whose processes are killed again and again, at every step of the protocol and at moments of nobody's choosing, and started again; the parent keeps every
/// acknowledgement and judges the ledger by them. A process works in several lanes, so each kill catches several contacts, each at a step of its own.
/// </summary>
/// <param name="lanes">In how many lanes a process works.</param>
/// <param name="leastKills">How often processes are killed at least; CROSSSELL_KILLS says so for a long run.</param>
/// <param name="leastCaught">How many contacts at least are caught between their reservation and their commit.</param>
internal sealed class KilledCampaign(int lanes, int leastKills, int leastCaught)
{
    private const int Keys = 3;
    private const int AtOnce = 2;

    private static readonly string[] s_steps = ["start", "reserved", "begun", "sent", "committed"];
    private static readonly LimitSpec s_two = new() { Name = "two-in-a-week", Limit = 2, Window = TimeSpan.FromDays(7) };

    private int _kills;
    private int _caught;

    private int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("CROSSSELL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : leastKills;

    private int Customers => 4 * lanes;

    public async Task RunAsync(Func<int, string> storeOfRound, Func<int, Task<ILedgerStore>> open)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(RoundsAsync)));

        async Task RoundsAsync()
        {
            while (Volatile.Read(ref _kills) < Kills || Volatile.Read(ref _caught) < leastCaught)
            {
                int round = Interlocked.Increment(ref next);
                List<string> said = Campaign(storeOfRound(round), round);
                await JudgeAsync(await open(round), said);
            }
        }
    }

    /// <summary>One campaign until it comes to its end; everything that was acknowledged.</summary>
    private List<string> Campaign(string store, int round)
    {
        List<string> said = [];
        for (int start = 0; start < 400; start++)
        {
            int before = said.Count;
            string step = s_steps[(start + round) % s_steps.Length];
            using var worker = new WorkerProcess(store, "campaign", Text(Customers), Text(Keys), Text(lanes), step, Text(1 + ((start * 5) + round) % (2 * lanes)));
            bool blind = start % 3 == 2;
            int last = 2 + ((start * 7) % (3 * lanes));
            while (worker.Output.ReadLine() is { } line)
            {
                said.Add(line);
                if (blind && said.Count - before == last)
                {
                    worker.Kill();
                }
            }

            if (said.Count > 0 && said[^1] == "done -")
            {
                return said;
            }

            Interlocked.Increment(ref _kills);
            Interlocked.Add(ref _caught, UnderWay(said[before..]));
        }

        throw new InvalidOperationException("The campaign never came to its end.");
    }

    /// <summary>How many contacts a process had reserved, or begun to dispatch, and not committed when it was killed.</summary>
    private static int UnderWay(List<string> said) =>
        KeysOf(said, "reserved").Concat(KeysOf(said, "begun")).Distinct(StringComparer.Ordinal).Except(KeysOf(said, "committed"), StringComparer.Ordinal).Count();

    private async Task JudgeAsync(ILedgerStore store, List<string> said)
    {
        await using ILedgerStore opened = store;
        var ledger = new ContactLedger(opened, new PlainLimits(s_two), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        var states = new Dictionary<string, ContactState>(StringComparer.Ordinal);
        for (int customer = 0; customer < Customers; customer++)
        {
            RootView view = await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + Text(customer))));
            Assert.False(s_two.IsBrokenBy(view.Contacts.Where(contact => PlainLimits.Counts(contact, contact.ChangedAt))), "a limit was exceeded");
            Assert.Equal(2, view.Contacts.Count);
            foreach (Contact contact in view.Contacts)
            {
                states.Add(contact.IdempotencyKey, contact.State);
            }
        }

        // Nothing acknowledged is lost, and nothing was sent twice.
        Assert.All(KeysOf(said, "reserved"), key => Assert.Contains(key, states.Keys));
        Assert.All(KeysOf(said, "begun"), key => Assert.True(states[key] is ContactState.Dispatching or ContactState.Sent));
        Assert.All(KeysOf(said, "committed"), key => Assert.Equal(ContactState.Sent, states[key]));
        string[] sent = KeysOf(said, "sent");
        Assert.Equal(sent.Distinct(StringComparer.Ordinal).Count(), sent.Length);
        Assert.True(sent.Length > 0);
    }

    private static string[] KeysOf(List<string> said, string what) =>
        [.. said.Where(line => line.StartsWith(what + " ", StringComparison.Ordinal)).Select(line => line[(what.Length + 1)..])];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
