using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>
/// Who the customers are. Every attribute has finitely many values with stated weights, so that what is planted on attributes has an
/// exact mean over the whole population (<see cref="InsuranceMoments"/>), not only an estimate.
/// </summary>
internal static class InsurancePopulation
{
    public const int MinAge = 18;
    public const int MaxAge = 85;
    public const int FemaleIndex = 0;

    private static readonly StreamName s_attributes = new("attributes");

    // Parts of 1,000; the third level is rare on purpose: pooling of rare levels needs one.
    private static readonly int[] s_genderWeights = [508, 486, 6];

    private static readonly int[] s_ageWeights = MakeAgeWeights();

    // Median income by age band, in euros: 18-24, 25-34, 35-44, 45-54, 55-64, 65 and over.
    private static readonly int[] s_medianIncome = [23_000, 38_000, 47_000, 51_000, 48_000, 31_000];

    private static readonly int[] s_genderIncomePercent = [91, 100, 96];

    // e^(0.45 z) in parts of 1,000 at the 20 quantile midpoints of the normal z: a lognormal spread of incomes.
    private static readonly int[] s_incomeSpread =
    [
        414, 523, 596, 656, 711, 764, 815, 867, 919, 972, 1_029, 1_088, 1_153, 1_227, 1_309, 1_406, 1_524, 1_678, 1_911, 2_416,
    ];

    // Parts of 100 for 1..5 people, by the age bands above.
    private static readonly int[][] s_sizeWeights =
    [
        [52, 28, 12, 6, 2], [35, 33, 17, 11, 4], [20, 25, 22, 24, 9], [23, 30, 21, 19, 7], [31, 48, 13, 6, 2], [40, 54, 4, 1, 1],
    ];

    private static readonly InsuranceLogit s_homeOwner = new(
        (InsuranceFeature.Intercept, -0.75), (InsuranceFeature.Age, 0.38), (InsuranceFeature.AgeSquared, -0.09), (InsuranceFeature.Income, 0.27),
        (InsuranceFeature.Children, 0.45), (InsuranceFeature.East, -0.35), (InsuranceFeature.City, -1.1));

    private static readonly InsuranceLogit s_car = new(
        (InsuranceFeature.Intercept, 1.05), (InsuranceFeature.AgeSquared, -0.12), (InsuranceFeature.Income, 0.22), (InsuranceFeature.HomeOwner, 0.8),
        (InsuranceFeature.Children, 0.25), (InsuranceFeature.City, -1.3));

    /// <summary>Values of the column <c>gender</c>.</summary>
    public static IReadOnlyList<string> Genders { get; } = ["female", "male", "diverse"];

    /// <summary>Names of the features in <c>truth.json</c>, in the order of <see cref="InsuranceFeature"/>.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } =
    [
        "intercept", "age_decades_over_45", "age_decades_over_45_squared", "female", "income_10000_over_40000", "home_owner", "children", "car",
        "region_east", "region_city", "tenure_years",
    ];

    /// <summary>The German states with their weight (parts of 1,000) and area.</summary>
    public static IReadOnlyList<(string Name, int Weight, InsuranceArea Area)> Regions { get; } =
    [
        ("Baden-Württemberg", 134, InsuranceArea.West), ("Bayern", 158, InsuranceArea.West), ("Berlin", 44, InsuranceArea.City),
        ("Brandenburg", 31, InsuranceArea.East), ("Bremen", 8, InsuranceArea.City), ("Hamburg", 22, InsuranceArea.City),
        ("Hessen", 76, InsuranceArea.West), ("Mecklenburg-Vorpommern", 19, InsuranceArea.East), ("Niedersachsen", 97, InsuranceArea.West),
        ("Nordrhein-Westfalen", 216, InsuranceArea.West), ("Rheinland-Pfalz", 50, InsuranceArea.West), ("Saarland", 12, InsuranceArea.West),
        ("Sachsen", 49, InsuranceArea.East), ("Sachsen-Anhalt", 26, InsuranceArea.East), ("Schleswig-Holstein", 35, InsuranceArea.West),
        ("Thüringen", 23, InsuranceArea.East),
    ];

    private static readonly int[] s_regionWeights = [.. Regions.Select(region => region.Weight)];

    /// <summary>The attributes of customer <paramref name="number"/>.</summary>
    public static InsurancePerson Draw(ulong seed, int number)
    {
        var stream = new SeededStream(seed, s_attributes, number);
        int age = MinAge + stream.NextIndex(s_ageWeights);
        int gender = stream.NextIndex(s_genderWeights);
        int region = stream.NextIndex(s_regionWeights);
        int incomeStep = stream.NextBelow(s_incomeSpread.Length);
        int size = 1 + stream.NextIndex(s_sizeWeights[BandOf(age)]);
        int children = ChildrenOf(age, size, couple: stream.NextBelow(100) < CouplePercent);
        var person = new InsurancePerson(age, gender, region, incomeStep, size, children, HomeOwner: false, Car: false);

        Span<double> features = stackalloc double[InsuranceLogit.FeatureCount];
        person.Describe(features);
        person = person with { HomeOwner = stream.NextShare() < s_homeOwner.ProbabilityAt(features) };
        person.Describe(features);
        return person with { Car = stream.NextShare() < s_car.ProbabilityAt(features) };
    }

    /// <summary>Calls <paramref name="visit"/> with every kind of person that the planted probabilities tell apart, and its exact share.</summary>
    /// <remarks>About 200,000 kinds. Regions of one area are one kind, and so are household sizes with the same number of children.</remarks>
    public static void VisitAll(Action<double, double[]> visit)
    {
        double[] features = new double[InsuranceLogit.FeatureCount];
        double ageTotal = s_ageWeights.Sum();
        for (int age = MinAge; age <= MaxAge; age++)
        {
            double[] children = ShareOfChildren(age);
            for (int gender = 0; gender < Genders.Count; gender++)
            {
                for (int area = 0; area < 3; area++)
                {
                    double share = s_ageWeights[age - MinAge] / ageTotal * (s_genderWeights[gender] / 1000.0)
                        * (Regions.Where(r => (int)r.Area == area).Sum(r => r.Weight) / 1000.0) / s_incomeSpread.Length;
                    int region = IndexOfFirstIn((InsuranceArea)area);
                    for (int step = 0; step < s_incomeSpread.Length; step++)
                    {
                        for (int kids = 0; kids < children.Length; kids++)
                        {
                            if (children[kids] > 0)
                            {
                                var person = new InsurancePerson(age, gender, region, step, HouseholdSize: 1, kids, HomeOwner: false, Car: false);
                                VisitHomesAndCars(person, share * children[kids], features, visit);
                            }
                        }
                    }
                }
            }
        }
    }

    /// <summary>Yearly household income in euros, whole hundreds.</summary>
    public static int IncomeOf(int age, int gender, int step)
        => (int)((((long)s_medianIncome[BandOf(age)] * s_genderIncomePercent[gender] * s_incomeSpread[step]) + 5_000_000) / 10_000_000 * 100);

    private const int CouplePercent = 85;

    private static void VisitHomesAndCars(InsurancePerson person, double share, double[] features, Action<double, double[]> visit)
    {
        person.Describe(features);
        double owns = s_homeOwner.ProbabilityAt(features);
        for (int home = 0; home < 2; home++)
        {
            InsurancePerson housed = person with { HomeOwner = home == 1 };
            housed.Describe(features);
            double drives = s_car.ProbabilityAt(features);
            for (int car = 0; car < 2; car++)
            {
                (housed with { Car = car == 1 }).Describe(features);
                visit(share * (home == 1 ? owns : 1 - owns) * (car == 1 ? drives : 1 - drives), features);
            }
        }
    }

    private static double[] ShareOfChildren(int age)
    {
        double[] shares = new double[5];
        int[] sizes = s_sizeWeights[BandOf(age)];
        for (int size = 1; size <= sizes.Length; size++)
        {
            shares[ChildrenOf(age, size, couple: true)] += sizes[size - 1] / 100.0 * (CouplePercent / 100.0);
            shares[ChildrenOf(age, size, couple: false)] += sizes[size - 1] / 100.0 * ((100 - CouplePercent) / 100.0);
        }

        return shares;
    }

    private static int ChildrenOf(int age, int size, bool couple) => age >= 65 ? 0 : Math.Max(0, size - (couple ? 2 : 1));

    private static int BandOf(int age) => age >= 65 ? 5 : age < 25 ? 0 : (age - 15) / 10;

    private static int IndexOfFirstIn(InsuranceArea area)
    {
        int index = 0;
        while (Regions[index].Area != area)
        {
            index++;
        }

        return index;
    }

    // A plain tent: few at 18, most at 50, fewer at 85.
    private static int[] MakeAgeWeights()
    {
        int[] weights = new int[MaxAge - MinAge + 1];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = 100 - (Math.Abs(MinAge + i - 50) * 2);
        }

        return weights;
    }
}
