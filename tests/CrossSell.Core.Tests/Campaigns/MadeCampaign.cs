using CrossSell.Benchmarks.Generated;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;

namespace CrossSell.Tests.Campaigns;

/// <summary>A campaign as plain lists: what a builder is told, and what <see cref="CampaignChecker"/> judges plans by, without the planner's own tables.</summary>
internal sealed class MadeCampaign
{
    public List<string> Products { get; } = [];

    public List<string> Channels { get; } = [];

    public List<CampaignSlot> Slots { get; } = [];

    public List<CampaignRow> Rows { get; } = [];

    public List<ContactCap> Caps { get; } = [];

    public List<(string Name, string[] Products)> Exclusions { get; } = [];

    public int? MostContacts { get; set; }

    public List<MadeCustomer> Customers { get; } = [];

    public IEnumerable<MadeCandidate> Candidates => Customers.SelectMany(c => c.Candidates);

    /// <summary>Small, with everything at once: slots in any order, windows of all kinds, used contacts, exclusions, budgets, minima, negative values, equal values.</summary>
    public static MadeCampaign Random(ulong seed, int customers, int mostCandidates, bool minima)
    {
        var next = new SeededNumbers(seed);
        var made = new MadeCampaign { MostContacts = next.Below(3) == 0 ? null : 1 + next.Below(3) };
        made.Products.AddRange(Enumerable.Range(0, 1 + next.Below(4)).Select(p => $"p{p}"));
        made.Channels.AddRange(Enumerable.Range(0, 1 + next.Below(3)).Select(c => $"c{c}"));
        var monday = new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.FromHours(2));
        made.Slots.AddRange(Enumerable.Range(0, 1 + next.Below(4)).Select(s => new CampaignSlot($"s{s}", monday.AddDays(next.Below(40)).AddHours(next.Below(24)))));
        made.AddRows(ref next, customers, minima);
        made.AddCaps(ref next);
        if (made.Products.Count > 2 && next.Below(2) == 0)
        {
            made.Exclusions.Add(("either or", ["p0", "p2"]));
        }

        for (int c = 0; c < customers; c++)
        {
            made.Customers.Add(made.Customer(ref next, c, mostCandidates));
        }

        return made;
    }

    public CampaignProblem Build()
    {
        var builder = new CampaignProblemBuilder { MostContacts = MostContacts };
        Products.ForEach(p => builder.AddProduct(p));
        Channels.ForEach(c => builder.AddChannel(c));
        Slots.ForEach(s => builder.AddSlot(s));
        Rows.ForEach(builder.AddRow);
        Caps.ForEach(c => builder.AddCap(c));
        Exclusions.ForEach(e => builder.Exclude(e.Name, e.Products));
        foreach (MadeCustomer customer in Customers)
        {
            builder.BeginCustomer(customer.Id, customer.MostContacts);
            customer.Limits.ForEach(l => builder.SetLimit(l.Cap, l.Limit));
            customer.Used.ForEach(u => builder.AddUsed(u.Cap, u.At, Products.IndexOf(u.Product)));
            int[] numbers = [.. customer.Candidates.Select(j =>
                builder.Add(Products.IndexOf(j.Product), Channels.IndexOf(j.Channel), Slots.FindIndex(s => s.Name == j.Slot), j.Value, j.Cost))];
            customer.Own.ForEach(o => builder.LimitCandidates("own", o.Limit, [.. o.Places.Select(p => numbers[p])]));
        }

        return builder.Build();
    }

    private void AddRows(ref SeededNumbers next, int customers, bool minima)
    {
        foreach (string product in Products)
        {
            if (next.Below(2) == 0)
            {
                Rows.Add(new CampaignRow($"volume {product}") { Products = [product], Maximum = next.Below(customers + 1) });
            }
        }

        int slot = next.Below(Slots.Count);
        Rows.Add(new CampaignRow("calls") { Channels = ["c0"], Slots = next.Below(2) == 0 ? [] : [$"s{slot}"], Maximum = 1 + next.Below(customers) });
        if (next.Below(2) == 0)
        {
            Rows.Add(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = next.Below(customers * 200) / 100m });
        }

        if (minima)
        {
            int least = next.Below(1 + ((customers + 2) / 3));
            Rows.Add(new CampaignRow("at least") { Products = ["p0"], Minimum = least, Maximum = next.Below(2) == 0 ? null : least + next.Below(3) });
            if (next.Below(2) == 0)
            {
                Rows.Add(new CampaignRow("spend") { Measure = RowMeasure.Cost, Channels = ["c0"], Minimum = next.Below(150) / 100m });
            }
        }
    }

    private void AddCaps(ref SeededNumbers next)
    {
        ContactWindow[] windows =
        [
            ContactWindow.Rolling(TimeSpan.FromHours(1 + next.Below(24 * 20))), ContactWindow.CalendarDays(1 + next.Below(20)), ContactWindow.Calendar(CalendarPeriod.IsoWeek),
            ContactWindow.Calendar(CalendarPeriod.Month), ContactWindow.Lifetime, ContactWindow.PerCampaign, ContactWindow.PerOffer,
        ];
        for (int cap = next.Below(4); cap > 0; cap--)
        {
            Caps.Add(new ContactCap($"cap {cap}", windows[next.Below(windows.Length)], next.Below(4))
            {
                Channels = next.Below(2) == 0 ? [] : [.. Channels.Take(1 + next.Below(Channels.Count))],
                Products = next.Below(3) != 0 ? [] : ["p0", "not in this campaign"],
            });
        }
    }

    private MadeCustomer Customer(ref SeededNumbers next, int number, int mostCandidates)
    {
        var customer = new MadeCustomer(new CustomerId($"C{number}"), next.Below(3) == 0 ? next.Below(4) : null);
        for (int cap = 0; cap < Caps.Count; cap++)
        {
            if (next.Below(3) == 0)
            {
                customer.Limits.Add((cap, next.Below(4)));
            }

            for (int used = next.Below(3); used > 0; used--)
            {
                customer.Used.Add((cap, Slots[0].Start.AddDays(next.Below(41) - 20).AddMinutes(next.Below(1440)), Products[next.Below(Products.Count)]));
            }
        }

        var seen = new HashSet<(string, string, string)>();
        for (int j = next.Below(mostCandidates + 1); j > 0; j--)
        {
            (string product, string channel, string slot) = (Products[next.Below(Products.Count)], Channels[next.Below(Channels.Count)], Slots[next.Below(Slots.Count)].Name);
            if (seen.Add((product, channel, slot)))
            {
                customer.Candidates.Add(new MadeCandidate(number, product, channel, slot, next.Below(12) - 2 + (next.Below(2) * next.Unit()), next.Below(200) / 100m));
            }
        }

        if (customer.Candidates.Count > 1 && next.Below(4) == 0)
        {
            customer.Own.Add((1 + next.Below(2), [.. Enumerable.Range(0, customer.Candidates.Count).Where(j => j % 2 == 0)]));
        }

        return customer;
    }
}

internal sealed record MadeCandidate(int Customer, string Product, string Channel, string Slot, double Value, decimal Cost);

internal sealed record MadeCustomer(CustomerId Id, int? MostContacts)
{
    public List<(int Cap, int Limit)> Limits { get; } = [];

    public List<(int Cap, DateTimeOffset At, string Product)> Used { get; } = [];

    public List<MadeCandidate> Candidates { get; } = [];

    public List<(int Limit, int[] Places)> Own { get; } = [];
}
