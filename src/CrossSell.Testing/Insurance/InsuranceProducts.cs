using static CrossSell.Testing.Insurance.InsuranceFeature;

namespace CrossSell.Testing.Insurance;

/// <summary>
/// The planted products. A product stands after its antecedents: products are drawn in this order. New products are appended, with
/// streams of their own, and change no row of the others.
/// </summary>
internal static class InsuranceProducts
{
    /// <summary>Version of the planted truth. It rises whenever the same seed gives other rows in an existing column.</summary>
    public const int GeneratorVersion = 1;

    public static IReadOnlyList<InsuranceProductSpec> All { get; } =
    [
        // Taken for what the customer is.
        new("building", "Building insurance", "Wohngebäudeversicherung", "Property")
        {
            Book = new((Intercept, -3.1), (HomeOwner, 3.4), (Age, 0.2), (City, -0.4)),
            NextYear = new((Intercept, -5.2), (HomeOwner, 2.9), (Age, 0.1)),
            Lapse = 0.08, PremiumFrom = 21_000, Margin = 92,
        },
        new("private-liability", "Private liability insurance", "Privathaftpflichtversicherung", "Liability")
        {
            Book = new((Intercept, 0.35), (Children, 0.2), (Income, 0.08), (Age, 0.1)),
            NextYear = new((Intercept, -2.3), (Children, 0.2), (Income, 0.05), (Tenure, -0.08)),
            Lapse = 0.12, PremiumFrom = 4_500, Margin = 19,
        },
        new("motor-liability", "Motor liability insurance", "Kfz-Haftpflichtversicherung", "Motor")
        {
            Book = new((Intercept, -3.4), (Car, 3.7), (Age, 0.05)),
            NextYear = new((Intercept, -4.6), (Car, 2.6), (Tenure, -0.05)),
            Lapse = 0.2, PremiumFrom = 18_000, Margin = 34,
        },
        new("accident", "Accident insurance", "Unfallversicherung", "Life")
        {
            Book = new((Intercept, -1.2), (Children, 0.3), (Age, 0.12), (Female, -0.15)),
            NextYear = new((Intercept, -3.1), (Children, 0.35), (Age, 0.1)),
            Lapse = 0.1, PremiumFrom = 7_000, Margin = 31,
        },
        new("term-life", "Term life insurance", "Risikolebensversicherung", "Life")
        {
            Book = new((Intercept, -1.7), (Children, 0.55), (HomeOwner, 0.8), (AgeSquared, -0.22)),
            NextYear = new((Intercept, -3.6), (Children, 0.5), (HomeOwner, 0.7), (AgeSquared, -0.25)),
            Lapse = 0.05, TermYears = 25, PremiumFrom = 12_000, Margin = 110,
        },
        new("disability", "Occupational disability insurance", "Berufsunfähigkeitsversicherung", "Life")
        {
            Book = new((Intercept, -0.7), (Age, -0.35), (AgeSquared, -0.3), (Income, 0.18)),
            NextYear = new((Intercept, -2.7), (Age, -0.4), (AgeSquared, -0.3), (Income, 0.15)),
            Lapse = 0.07, PremiumFrom = 48_000, Margin = 240,
        },
        new("pet-liability", "Pet owner liability insurance", "Tierhalterhaftpflichtversicherung", "Liability")
        {
            Book = new((Intercept, -2.1), (HomeOwner, 0.7), (Female, 0.2), (City, -0.6)),
            NextYear = new((Intercept, -3.9), (HomeOwner, 0.6), (Female, 0.2)),
            Lapse = 0.15, PremiumFrom = 5_500, Margin = 17,
        },
        new("private-health", "Private health insurance", "Private Krankenversicherung", "Health")
        {
            Book = new((Intercept, -2.6), (Income, 0.42)),
            NextYear = new((Intercept, -5.0), (Income, 0.4), (Age, -0.2)),
            Lapse = 0.04, PremiumFrom = 320_000, Margin = 610,
        },
        new("funeral", "Funeral expenses insurance", "Sterbegeldversicherung", "Life")
        {
            Book = new((Intercept, -3.0), (Age, 0.62), (East, 0.5)),
            NextYear = new((Intercept, -4.4), (Age, 0.6), (East, 0.4)),
            Lapse = 0.03, PremiumFrom = 24_000, Margin = 75,
        },
        new("travel-cancellation", "Travel cancellation insurance", "Reiserücktrittsversicherung", "Travel")
        {
            Book = new((Intercept, -1.0), (Income, 0.15), (Age, 0.1), (Children, -0.1)),
            NextYear = new((Intercept, -1.9), (Income, 0.15), (Age, 0.1)), NextYearOwned = [("travel-health", 0.8)],
            Repurchasable = true, PremiumFrom = 2_500, Margin = 9,
        },

        // Nothing to do with anything: what a miner must not find.
        new("cyber", "Cyber insurance", "Cyberversicherung", "Liability")
        {
            Book = new((Intercept, -2.4)),
            NextYear = new((Intercept, -3.4)),
            Lapse = 0.18, PremiumFrom = 6_000, Margin = 24,
        },

        // Taken because of another product.
        new("household", "Household contents insurance", "Hausratversicherung", "Property")
        {
            Link = new(["building"], 0.75, 0.3, SameDayShare: 0.3, MaxDelayDays: 240),
            NextYear = new((Intercept, -2.9), (Children, 0.2), (Income, 0.08)), NextYearOwned = [("building", 1.6)],
            Lapse = 0.09, PremiumFrom = 7_500, Margin = 29,
        },
        new("natural-hazards", "Natural hazards insurance", "Elementarschadenversicherung", "Property")
        {
            Link = new(["building"], 0.42, 0, SameDayShare: 0.6, MaxDelayDays: 365),
            NextYear = new((Intercept, -6.5), (East, 0.3)), NextYearOwned = [("building", 4.0)],
            Lapse = 0.06, PremiumFrom = 8_000, Margin = 41,
        },
        new("glass", "Glass breakage insurance", "Glasbruchversicherung", "Property")
        {
            Link = new(["household"], 0.35, 0.03, SameDayShare: 0.5, MaxDelayDays: 180),
            NextYear = new((Intercept, -4.3), (HomeOwner, 0.5)), NextYearOwned = [("household", 1.5)],
            Lapse = 0.14, PremiumFrom = 3_500, Margin = 13,
        },
        new("e-bike", "Bicycle and e-bike insurance", "Fahrrad- und E-Bike-Versicherung", "Property")
        {
            Link = new(["household"], 0.24, 0.07, SameDayShare: 0.15, MaxDelayDays: 365),
            NextYear = new((Intercept, -3.5), (Age, -0.15), (City, 0.5)), NextYearOwned = [("household", 0.9)],
            Lapse = 0.2, PremiumFrom = 4_000, Margin = 12,
        },
        new("motor-comprehensive", "Motor comprehensive insurance", "Kfz-Vollkaskoversicherung", "Motor")
        {
            Link = new(["motor-liability"], 0.55, 0, SameDayShare: 0.85, MaxDelayDays: 120),
            NextYear = new((Intercept, -6.5), (Income, 0.2)), NextYearOwned = [("motor-liability", 3.6)],
            Lapse = 0.16, PremiumFrom = 26_000, Margin = 58,
        },
        new("breakdown", "Breakdown cover", "Kfz-Schutzbrief", "Motor")
        {
            Link = new(["motor-comprehensive"], 0.5, 0.06, SameDayShare: 0.6, MaxDelayDays: 200),
            NextYear = new((Intercept, -3.7), (Car, 0.8)), NextYearOwned = [("motor-comprehensive", 1.3)],
            Lapse = 0.22, PremiumFrom = 1_500, Margin = 6,
        },
        new("legal", "Legal expenses insurance", "Rechtsschutzversicherung", "Liability")
        {
            Link = new(["private-liability"], 0.4, 0.1, SameDayShare: 0.1, MaxDelayDays: 365),
            NextYear = new((Intercept, -3.4), (Income, 0.1), (Car, 0.3)), NextYearOwned = [("private-liability", 1.1)],
            Lapse = 0.13, PremiumFrom = 16_000, Margin = 52,
        },
        new("pension", "Private pension insurance", "Private Rentenversicherung", "Life")
        {
            Link = new(["term-life", "disability"], 0.6, 0.12, SameDayShare: 0.1, MaxDelayDays: 365),
            NextYear = new((Intercept, -3.6), (Income, 0.15), (AgeSquared, -0.2)), NextYearOwned = [("term-life", 0.6), ("disability", 0.7)],
            Lapse = 0.06, PremiumFrom = 60_000, Margin = 310,
        },
        new("dental", "Supplementary dental insurance", "Zahnzusatzversicherung", "Health")
        {
            // A planted rejection: who is privately insured has no use for it.
            Link = new(["private-health"], 0.03, 0.26, SameDayShare: 0, MaxDelayDays: 365),
            NextYear = new((Intercept, -2.8), (Age, 0.15), (Female, 0.25)), NextYearOwned = [("private-health", -2.5)],
            Lapse = 0.08, PremiumFrom = 14_000, Margin = 47,
        },
        new("hospital", "Supplementary hospital insurance", "Krankenhauszusatzversicherung", "Health")
        {
            Link = new(["dental"], 0.45, 0.08, SameDayShare: 0.25, MaxDelayDays: 300),
            NextYear = new((Intercept, -3.7), (Age, 0.1), (Income, 0.1)), NextYearOwned = [("dental", 1.4), ("private-health", -2.0)],
            Lapse = 0.07, PremiumFrom = 19_000, Margin = 66,
        },
        new("travel-health", "Travel health insurance", "Auslandsreise-Krankenversicherung", "Travel")
        {
            Link = new(["travel-cancellation"], 0.62, 0.1, SameDayShare: 0.55, MaxDelayDays: 90),
            NextYear = new((Intercept, -3.2), (Income, 0.1)), NextYearOwned = [("travel-cancellation", 0.7)],
            Lapse = 0.11, PremiumFrom = 1_000, Margin = 7,
        },
    ];

    /// <summary>The rows of <c>products.csv</c>.</summary>
    public static IEnumerable<(string Id, string Name, string NameDe, string Category, bool Repurchasable, decimal Margin)> Lines
        => All.Select(p => (p.Id, p.Name, p.NameDe, p.Category, p.Repurchasable, p.Margin));

    /// <summary>The position of <paramref name="id"/> in <see cref="All"/>.</summary>
    public static int IndexOf(string id)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i].Id, id, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new ArgumentException($"The market has no product '{id}'; its products are {string.Join(", ", All.Select(p => p.Id))}.", nameof(id));
    }

    /// <summary>For each product the positions of its antecedents; empty when attributes decide.</summary>
    public static IReadOnlyList<int[]> Antecedents { get; } = [.. All.Select(p => (p.Link?.Antecedents ?? []).Select(IndexOf).ToArray())];
}
