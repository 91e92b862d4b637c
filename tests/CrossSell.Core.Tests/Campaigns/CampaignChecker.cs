using CrossSell.Campaigns;
using CrossSell.ContactPolicy;

namespace CrossSell.Tests.Campaigns;

/// <summary>Judges plans by the campaign as it was told, contact by contact; written to be read, and knowing nothing of how the planner keeps limits.</summary>
internal static class CampaignChecker
{
    /// <summary>What a plan breaks.</summary>
    public static IEnumerable<string> Violations(MadeCampaign campaign, IReadOnlyCollection<MadeCandidate> plan, bool minima = true)
    {
        foreach (CampaignRow row in campaign.Rows)
        {
            MadeCandidate[] counted = [.. plan.Where(j => Fits(row, j))];
            decimal amount = row.Measure == RowMeasure.Cost ? counted.Sum(j => j.Cost) : counted.Length;
            if (amount > row.Maximum || (minima && amount < row.Minimum))
            {
                yield return $"{row.Name}: {amount} not in {row.Minimum}..{row.Maximum}";
            }
        }

        for (int c = 0; c < campaign.Customers.Count; c++)
        {
            MadeCandidate[] own = [.. plan.Where(j => j.Customer == c)];
            foreach (string violation in Violations(campaign, campaign.Customers[c], own))
            {
                yield return $"{campaign.Customers[c].Id}: {violation}";
            }
        }
    }

    public static bool Fits(CampaignRow row, MadeCandidate candidate) =>
        (row.Products.Count == 0 || row.Products.Contains(candidate.Product))
        && (row.Channels.Count == 0 || row.Channels.Contains(candidate.Channel))
        && (row.Slots.Count == 0 || row.Slots.Contains(candidate.Slot));

    private static IEnumerable<string> Violations(MadeCampaign campaign, MadeCustomer customer, MadeCandidate[] own)
    {
        if (own.Length > (customer.MostContacts ?? campaign.MostContacts ?? int.MaxValue))
        {
            yield return $"{own.Length} contacts";
        }

        if (own.Select(j => j.Product).Distinct().Count() < own.Length)
        {
            yield return "a product twice";
        }

        foreach ((string name, string[] products) in campaign.Exclusions.Where(e => own.Count(j => e.Products.Contains(j.Product)) > 1))
        {
            yield return name;
        }

        foreach ((int limit, int[] places) in customer.Own.Where(o => own.Count(j => o.Places.Contains(customer.Candidates.IndexOf(j))) > o.Limit))
        {
            yield return $"more than {limit} of {string.Join(',', places)}";
        }

        for (int cap = 0; cap < campaign.Caps.Count; cap++)
        {
            ContactCap rule = campaign.Caps[cap];
            int limit = customer.Limits.Where(l => l.Cap == cap).Select(l => (int?)l.Limit).LastOrDefault() ?? rule.Limit;
            (DateTimeOffset At, string Product)[] planned = [.. own
                .Where(j => (rule.Channels.Count == 0 || rule.Channels.Contains(j.Channel)) && (rule.Products.Count == 0 || rule.Products.Contains(j.Product)))
                .Select(j => (campaign.Slots.Single(s => s.Name == j.Slot).Start, j.Product))];
            (DateTimeOffset At, string Product)[] used = [.. customer.Used.Where(u => u.Cap == cap).Select(u => (u.At, u.Product))];
            if (Breaks(rule.Window, limit, planned, used))
            {
                yield return $"{rule.Name}: more than {limit} per {rule.Window}";
            }
        }
    }

    // A window without a planned contact is the ledger's own business: what stands there may be more than the limit by now.
    private static bool Breaks(ContactWindow window, int limit, (DateTimeOffset At, string Product)[] planned, (DateTimeOffset At, string Product)[] used)
    {
        (DateTimeOffset At, string Product)[] all = [.. planned, .. used];
        return window.Kind switch
        {
            WindowKind.Rolling => Any(first => c => c.At >= first.At && c.At < first.At + window.Length),
            WindowKind.CalendarDays => Any(first => c => Day(c) >= Day(first) && Day(c) < Day(first).AddDays(window.Days)),
            WindowKind.Calendar => Any(first => c => SamePeriod(window.Period, Day(first), Day(c))),
            WindowKind.PerOffer => Any(first => c => c.Product == first.Product),
            _ => Any(_ => _ => true),
        };

        bool Any(Func<(DateTimeOffset At, string Product), Func<(DateTimeOffset At, string Product), bool>> windowOf) =>
            all.Any(first => planned.Any(windowOf(first)) && all.Count(windowOf(first)) > limit);

        static DateOnly Day((DateTimeOffset At, string Product) contact) => DateOnly.FromDateTime(contact.At.DateTime);
    }

    private static bool SamePeriod(CalendarPeriod period, DateOnly a, DateOnly b) => period == CalendarPeriod.IsoWeek
        ? System.Globalization.ISOWeek.GetWeekOfYear(a) == System.Globalization.ISOWeek.GetWeekOfYear(b) && System.Globalization.ISOWeek.GetYear(a) == System.Globalization.ISOWeek.GetYear(b)
        : (a.Year, a.Month) == (b.Year, b.Month);

    /// <summary>The best plan of all, every subset looked at; null when none keeps all rows.</summary>
    public static double? Optimum(MadeCampaign campaign)
    {
        MadeCandidate[] all = [.. campaign.Candidates];
        double? best = null;
        for (int subset = 0; subset < 1 << all.Length; subset++)
        {
            MadeCandidate[] plan = [.. all.Where((_, j) => (subset >> j & 1) != 0)];
            double value = plan.Sum(j => j.Value);
            if ((best is null || value > best) && !Violations(campaign, plan).Any())
            {
                best = value;
            }
        }

        return best;
    }

    /// <summary>The chosen candidates of a solution.</summary>
    public static MadeCandidate[] PlanOf(MadeCampaign campaign, CampaignSolution solution)
    {
        MadeCandidate[] all = [.. campaign.Candidates];
        return [.. solution.Chosen.Select(j => all[j])];
    }
}
