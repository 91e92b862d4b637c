namespace CrossSell.Benchmarks.Baselines;

/// <summary>A limit on contacts as everyone first writes it: a dictionary of lists under a lock, counted by LINQ.</summary>
/// <param name="limit">How many contacts are allowed.</param>
/// <param name="window">In how long a time.</param>
/// <param name="customers">How many customers there will be.</param>
internal sealed class NaiveContactCaps(int limit, TimeSpan window, int customers)
{
    private const int Kept = 4;
    private readonly Dictionary<string, List<DateTime>> _contacts = new(customers, StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public void Add(string customer, DateTime at)
    {
        if (!_contacts.TryGetValue(customer, out List<DateTime>? times))
        {
            _contacts.Add(customer, times = new List<DateTime>(Kept));
        }

        times.Add(at);
    }

    public bool TryReserve(string customer, DateTime at)
    {
        lock (_gate)
        {
            if (!_contacts.TryGetValue(customer, out List<DateTime>? times))
            {
                _contacts.Add(customer, times = new List<DateTime>(Kept));
            }

            if (times.Count(time => time > at - window) >= limit)
            {
                return false;
            }

            if (times.Count == Kept)
            {
                times.RemoveAt(0);
            }

            times.Add(at);
            return true;
        }
    }
}
