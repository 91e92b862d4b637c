using CrossSell.Campaigns;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Generated;

/// <summary>
/// A campaign of 20 products by 3 channels with tight volumes and capacities: one or two contacts a customer, one call at most, of each product one. Without a calendar it
/// has 23 rows. With one it has four weekly slots, capacities for each week and channel, a budget, and at least 14 days between two contacts.
/// </summary>
internal static class PlanningCase
{
    private const int Products = 20;

    private static readonly string[] _channels = ["phone", "letter", "email"];
    private static readonly double[] _costs = [6, 1.2, 0.05];
    private static readonly double[] _response = [2.2, 1, 0.7];
    private static readonly double[] _capacity = [0.08, 0.2, 0.3];
    private static readonly double[] _laterIsWorse = [1, 0.97, 0.94, 0.9];

    public static CampaignProblem Make(int customers, bool weeks, ulong seed = 1)
    {
        var next = new SeededNumbers(seed);
        var builder = new CampaignProblemBuilder();
        int slots = weeks ? 4 : 1;
        Define(builder, slots);
        double[] margin = [.. Enumerable.Range(0, Products).Select(_ => 40 + (360 * next.Unit()))];
        double[] share = [.. Enumerable.Range(0, Products).Select(_ => 0.02 + (0.1 * next.Unit()))];
        for (int p = 0; p < Products; p++)
        {
            builder.AddRow(new CampaignRow($"volume of product {p}") { Products = [$"product {p}"], Maximum = Math.Max(1, (int)(customers * (0.01 + (0.03 * next.Unit())))) });
        }

        for (int customer = 0; customer < customers; customer++)
        {
            builder.BeginCustomer(new CustomerId($"C{customer}"), mostContacts: 1 + next.Below(2));
            int reach = 1 + next.Below(7);
            double interest = Math.Exp(1.2 * (next.Unit() + next.Unit() + next.Unit() - 1.5));
            for (int p = 0; p < Products; p++)
            {
                if (next.Unit() < 0.213)
                {
                    Offer(builder, ref next, p, slots, reach, Math.Min(0.9, share[p] * interest * Math.Exp(2 * (next.Unit() - 0.5))), margin[p]);
                }
            }
        }

        return builder.Build();

        void Define(CampaignProblemBuilder b, int count)
        {
            for (int p = 0; p < Products; p++)
            {
                b.AddProduct($"product {p}");
            }

            for (int s = 0; s < count; s++)
            {
                b.AddSlot(new CampaignSlot($"week {s + 1}", new DateTimeOffset(2026, 8, 3, 8, 0, 0, TimeSpan.Zero).AddDays(7 * s)));
            }

            for (int c = 0; c < _channels.Length; c++)
            {
                b.AddChannel(_channels[c]);
                for (int s = 0; s < count; s++)
                {
                    b.AddRow(new CampaignRow($"{_channels[c]} in week {s + 1}") { Channels = [_channels[c]], Slots = [$"week {s + 1}"], Maximum = Math.Max(1, (int)(customers * _capacity[c] / count)) });
                }
            }

            b.AddCap(new ContactCap("one call", ContactWindow.PerCampaign, 1) { Channels = ["phone"] });
            if (weeks)
            {
                b.AddRow(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = customers / 2 });
                b.AddCap(new ContactCap("two weeks between", ContactWindow.Rolling(TimeSpan.FromDays(14)), 1));
            }
        }
    }

    private static void Offer(CampaignProblemBuilder builder, ref SeededNumbers next, int product, int slots, int reach, double propensity, double margin)
    {
        for (int c = 0; c < _channels.Length; c++)
        {
            if ((reach >> c & 1) == 0)
            {
                continue;
            }

            double response = Math.Min(0.95, propensity * _response[c] * (0.6 + (0.8 * next.Unit())));
            for (int s = 0; s < slots; s++)
            {
                double timing = slots == 1 ? 1 : _laterIsWorse[s] * (0.9 + (0.2 * next.Unit()));
                builder.Add(product, c, s, (response * margin * timing) - _costs[c], (decimal)_costs[c]);
            }
        }
    }
}
