using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Campaign;

/// <summary>One customer of a campaign, made from seed and number alone.</summary>
internal sealed record CampaignCustomer
{
    private static readonly StreamName s_stream = new("campaign");
    private static readonly string[] s_regions = ["city", "suburb", "town", "country"];
    private static readonly int[] s_regionWeights = [35, 25, 20, 20];
    private static readonly double[] s_regionEffects = [0.3, 0, -0.1, -0.3];

    public required int Number { get; init; }

    public required int Age { get; init; }

    public required string Gender { get; init; }

    /// <summary>Euros a month; null where it is not known.</summary>
    public required double? Income { get; init; }

    public required string Region { get; init; }

    public required DateOnly Since { get; init; }

    public required bool Building { get; init; }

    public required bool Car { get; init; }

    public required int Contracts { get; init; }

    public required int Contacts { get; init; }

    /// <summary>The answer to the campaign before; null where there was none.</summary>
    public required string? LastAnswer { get; init; }

    public required double Probability { get; init; }

    public required bool Bought { get; init; }

    public static CampaignCustomer Make(ulong seed, int number)
    {
        var chance = new SeededStream(seed, s_stream, number);
        int age = 18 + chance.NextBelow(32) + chance.NextBelow(32);
        bool woman = chance.NextBelow(2) == 0;
        double income = 1_400 + (200 * chance.NextBelow(8)) + (100 * chance.NextBelow(30)) + (20 * Math.Min(age - 18, 30));
        bool incomeKnown = chance.NextBelow(10) > 0;
        int region = chance.NextIndex(s_regionWeights);
        int months = 1 + chance.NextBelow(12 * Math.Min(age - 17, 25));
        bool building = chance.NextShare() < (region == 0 ? 0.15 : 0.45) * (age > 30 ? 1 : 0.3);
        bool car = chance.NextShare() < (region == 3 ? 0.8 : 0.5);
        int contracts = 1 + (building ? 1 : 0) + (car ? 1 : 0) + chance.NextBelow(3);
        int contacts = chance.NextBelow(4) * chance.NextBelow(2);
        int answer = contacts == 0 ? 2 : chance.NextBelow(6);
        string? lastAnswer = answer == 0 ? "yes" : answer == 1 ? "later" : answer == 2 ? null : "no";

        double logit = -3.3
            + ((income - 3_500) / 1_500)
            + (0.25 * contracts)
            + s_regionEffects[region]
            + (age is >= 30 and < 45 ? 0.6 : age >= 60 ? -0.4 : 0)
            + (months < 12 ? 0.4 : 0)
            - (0.25 * contacts)
            + (lastAnswer == "yes" ? 1.5 : lastAnswer == "later" ? 0.7 : lastAnswer == "no" ? -0.5 : 0)
            + (building && region != 0 ? 0.9 : 0)
            + (car && region == 3 ? 0.8 : 0);
        double probability = StableMath.Logistic(logit);
        return new CampaignCustomer
        {
            Number = number,
            Age = age,
            Gender = woman ? "female" : "male",
            Income = incomeKnown ? income : null,
            Region = s_regions[region],
            Since = CampaignTable.AskedOn.AddMonths(-months),
            Building = building,
            Car = car,
            Contracts = contracts,
            Contacts = contacts,
            LastAnswer = lastAnswer,
            Probability = probability,
            Bought = chance.NextShare() < probability,
        };
    }
}
