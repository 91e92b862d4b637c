using CrossSell;
using CrossSell.Ledger;

namespace ContactLimits;

/// <summary>What one process does: it asks for every customer several times, sends what it gets a slot for, and counts.</summary>
internal static class Race
{
    public const int Customers = 200;
    public const int AttemptsEach = 5;
    private const int Workers = 8;

    public static CustomerId Customer(int number) => new($"C-{number + 1:000}");

    /// <summary>Two customers share each household.</summary>
    public static ContactRequest Request(int customer, string key) => new()
    {
        IdempotencyKey = key,
        Customer = Customer(customer),
        Household = customer < 2 ? null : $"H-{customer / 2:000}",
        Channel = "phone",
        Zone = "Europe/Berlin",
    };

    public static async Task<Tally> RunAsync(ContactDesk desk, string process)
    {
        var tally = new Tally();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync)));
        return tally;

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var turn && turn < Customers * AttemptsEach)
            {
                Reservation reservation = await desk.Ledger.ReserveAsync(Request(turn % Customers, $"{process}/{turn}"));
                tally.Count(reservation);
                if (reservation.IsAccepted && await desk.Ledger.BeginDispatchAsync(reservation.Contact!) is { IsBegun: true } dispatch)
                {
                    // Here the call is made; from now on it counts, whatever becomes of this process.
                    await desk.Ledger.CommitAsync(ContactRef.Of(dispatch.Contact!), ContactState.Sent, dispatch.Contact!.Fence);
                }
            }
        }
    }
}
