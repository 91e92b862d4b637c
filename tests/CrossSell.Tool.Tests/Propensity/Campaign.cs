using System.Globalization;

namespace CrossSell.Tool.Tests.Propensity;

/// <summary>A small campaign as a file: people in the south with many contracts answer more often.</summary>
internal static class Campaign
{
    public const string Header = "id,age,region,contracts,renter,answered";

    private static readonly string[] Regions = ["north", "south", "east"];

    public static string Csv(int count, int seed, char delimiter = ',', string yes = "yes", string no = "no") =>
        string.Join('\n', Rows(count, seed, yes, no).Prepend(Header)).Replace(',', delimiter) + "\n";

    public static IEnumerable<string> Rows(int count, int seed, string yes = "yes", string no = "no")
    {
        uint state = (uint)(seed * 7919) + 17;
        for (int i = 0; i < count; i++)
        {
            int age = 18 + Next(60);
            string region = Regions[Next(3)];
            int contracts = Next(6);
            bool renter = Next(2) == 1;
            double logit = -2 + (0.5 * contracts) + (region == "south" ? 1 : 0) - (renter ? 0.5 : 0);
            bool answer = Next(10_000) < 10_000 / (1 + Math.Exp(-logit));
            yield return string.Create(CultureInfo.InvariantCulture, $"K{i:D5},{age},{region},{contracts},{(renter ? "true" : "false")},{(answer ? yes : no)}");
        }

        int Next(int below)
        {
            // Numerical Recipes' linear congruence; its upper bits are good enough to plant something.
            state = (state * 1664525u) + 1013904223u;
            return (int)(((ulong)state * (ulong)below) >> 32);
        }
    }
}
