using System.Globalization;
using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>Makes one customer out of (seed, number, period) alone; nothing is kept, so that any order and any thread gives the same.</summary>
internal static class InsuranceCustomerMaker
{
    /// <summary>The youngest a customer can be at the first contact, in years; the least time from it to the end, in days.</summary>
    private const int YoungestAtStart = 16;
    private const int LeastDays = 365;

    private static readonly StreamName s_since = new("customer-since");

    public static InsuranceCustomer Make(ulong seed, int number, DateOnly startOn, DateOnly endOn)
    {
        InsurancePerson person = InsurancePopulation.Draw(seed, number);
        DateOnly since = DrawSince(seed, number, person.Age, startOn, endOn);
        string id = string.Create(CultureInfo.InvariantCulture, $"C{number:D8}");
        return new InsuranceCustomer
        {
            Number = number,
            Id = id,
            Age = person.Age,
            Gender = InsurancePopulation.Genders[person.Gender],
            Income = person.Income,
            Region = InsurancePopulation.Regions[person.Region].Name,
            HouseholdSize = person.HouseholdSize,
            HomeOwner = person.HomeOwner,
            Children = person.Children,
            Car = person.Car,
            CustomerSince = since,
            Contracts = MakeContracts(seed, number, id, person, since, endOn),
        };
    }

    /// <summary>The year after the end, for every product that <paramref name="customer"/> does not hold then.</summary>
    public static IReadOnlyList<InsuranceNextYear> LookAhead(ulong seed, InsuranceCustomer customer, DateOnly endOn)
    {
        Span<double> features = stackalloc double[InsuranceLogit.FeatureCount];
        InsurancePopulation.Draw(seed, customer.Number).Describe(features);
        features[(int)InsuranceFeature.Tenure] = (endOn.DayNumber - customer.CustomerSince.DayNumber) / 365.25;

        List<InsuranceNextYear> list = [];
        foreach (InsuranceProductSpec spec in InsuranceProducts.All)
        {
            if (!spec.Repurchasable && customer.Holds(spec.Id, endOn))
            {
                continue;
            }

            double logit = spec.NextYear.At(features);
            foreach ((string product, double coefficient) in spec.NextYearOwned)
            {
                logit += Has(customer, product, endOn) ? coefficient : 0;
            }

            double probability = StableMath.Logistic(logit);
            var stream = new SeededStream(seed, spec.NextYearStream, customer.Number);
            list.Add(new InsuranceNextYear(spec.Id, probability, stream.NextShare() < probability));
        }

        return list;
    }

    /// <summary>Held at the end; of a repurchasable product: ever bought.</summary>
    private static bool Has(InsuranceCustomer customer, string product, DateOnly endOn)
        => InsuranceProducts.All[InsuranceProducts.IndexOf(product)].Repurchasable
            ? customer.Contracts.Any(c => string.Equals(c.Product, product, StringComparison.Ordinal))
            : customer.Holds(product, endOn);

    /// <summary>More customers came early than late: the cube of a uniform share of the time that the age leaves.</summary>
    private static DateOnly DrawSince(ulong seed, int number, int age, DateOnly startOn, DateOnly endOn)
    {
        var stream = new SeededStream(seed, s_since, number);
        double share = stream.NextShare();
        int first = Math.Max(startOn.DayNumber, endOn.DayNumber - ((age - YoungestAtStart) * 365));
        return DateOnly.FromDayNumber(first + (int)(share * share * share * (endOn.DayNumber - LeastDays - first + 1)));
    }

    private static List<InsuranceContract> MakeContracts(
        ulong seed, int number, string id, InsurancePerson person, DateOnly since, DateOnly endOn)
    {
        IReadOnlyList<InsuranceProductSpec> products = InsuranceProducts.All;
        Span<double> features = stackalloc double[InsuranceLogit.FeatureCount];
        person.Describe(features);
        int days = endOn.DayNumber - since.DayNumber;
        Span<int> dayOf = stackalloc int[products.Count];
        InsuranceSales.Draw(seed, number, features, days, dayOf);

        List<(int Day, int Product, DateOnly? Until, int Cents)> drawn = [];
        for (int i = 0; i < products.Count; i++)
        {
            if (dayOf[i] != InsuranceSales.Never)
            {
                var stream = new SeededStream(seed, products[i].ContractStream, number);
                if (products[i].Repurchasable)
                {
                    AddTrips(ref stream, i, since, days, dayOf[i], drawn);
                }
                else
                {
                    DateOnly? until = DrawUntil(ref stream, products[i], since.AddDays(dayOf[i]), endOn);
                    drawn.Add((dayOf[i], i, until, DrawCents(ref stream, products[i])));
                }
            }
        }

        drawn.Sort((a, b) => (a.Day, a.Product).CompareTo((b.Day, b.Product)));
        var contracts = new List<InsuranceContract>(drawn.Count);
        foreach ((int day, int product, DateOnly? until, int cents) in drawn)
        {
            DateOnly signed = since.AddDays(day);
            (string? seller, string channel) = InsuranceDesk.SaleOn(seed, number, signed);
            contracts.Add(new InsuranceContract
            {
                Product = products[product].Id,
                Basket = string.Create(CultureInfo.InvariantCulture, $"{id}-{signed:yyyyMMdd}"),
                SignedOn = signed,
                Until = until,
                Premium = new decimal(cents, 0, 0, isNegative: false, scale: 2),
                Seller = seller,
                Channel = channel,
            });
        }

        return contracts;
    }

    private static void AddTrips(
        ref SeededStream stream, int product, DateOnly since, int days, int first, List<(int Day, int Product, DateOnly? Until, int Cents)> drawn)
    {
        int extra = InsuranceSales.ExtraTrips(ref stream);
        for (int trip = 0; trip <= extra; trip++)
        {
            int day = stream.NextBelow(days);
            int length = 7 + stream.NextBelow(22);
            int cents = DrawCents(ref stream, InsuranceProducts.All[product]);
            day = trip == 0 ? first : day;
            if (!drawn.Exists(d => d.Product == product && d.Day == day))
            {
                drawn.Add((day, product, since.AddDays(day + length), cents));
            }
        }
    }

    /// <summary>Lapsed on an anniversary where the contract lived to see one, else some day; a term that still runs; or open.</summary>
    private static DateOnly? DrawUntil(ref SeededStream stream, InsuranceProductSpec spec, DateOnly signed, DateOnly endOn)
    {
        bool lapsed = stream.NextShare() < spec.Lapse;
        double when = stream.NextShare();
        if (!lapsed)
        {
            return spec.TermYears > 0 ? signed.AddYears(spec.TermYears) : null;
        }

        int lived = endOn.DayNumber - signed.DayNumber;
        int years = lived / 366;
        return years > 0 ? signed.AddYears(1 + (int)(when * years)) : signed.AddDays(1 + (int)(when * lived));
    }

    private static int DrawCents(ref SeededStream stream, InsuranceProductSpec spec)
        => spec.PremiumFrom + stream.NextBelow((2 * spec.PremiumFrom) + 1);
}
