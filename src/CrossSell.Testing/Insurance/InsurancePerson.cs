using System.Runtime.InteropServices;

namespace CrossSell.Testing.Insurance;

/// <summary>The drawn attributes of one customer, as indices into the tables of <see cref="InsurancePopulation"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InsurancePerson(
    int Age, int Gender, int Region, int IncomeStep, int HouseholdSize, int Children, bool HomeOwner, bool Car)
{
    /// <summary>Yearly household income in euros.</summary>
    public int Income => InsurancePopulation.IncomeOf(Age, Gender, IncomeStep);

    /// <summary>Writes the features; tenure is left at zero.</summary>
    public void Describe(Span<double> features)
    {
        double age = (Age - 45) / 10.0;
        features[(int)InsuranceFeature.Intercept] = 1;
        features[(int)InsuranceFeature.Age] = age;
        features[(int)InsuranceFeature.AgeSquared] = age * age;
        features[(int)InsuranceFeature.Female] = Gender == InsurancePopulation.FemaleIndex ? 1 : 0;
        features[(int)InsuranceFeature.Income] = (Income - 40_000) / 10_000.0;
        features[(int)InsuranceFeature.HomeOwner] = HomeOwner ? 1 : 0;
        features[(int)InsuranceFeature.Children] = Children;
        features[(int)InsuranceFeature.Car] = Car ? 1 : 0;
        InsuranceArea area = InsurancePopulation.Regions[Region].Area;
        features[(int)InsuranceFeature.East] = area == InsuranceArea.East ? 1 : 0;
        features[(int)InsuranceFeature.City] = area == InsuranceArea.City ? 1 : 0;
        features[(int)InsuranceFeature.Tenure] = 0;
    }
}
