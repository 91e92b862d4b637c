namespace CrossSell.Testing.Insurance;

/// <summary>The numbers that planted logits are linear in; <see cref="InsurancePopulation.FeatureNames"/> writes them out.</summary>
internal enum InsuranceFeature
{
    /// <summary>Always 1.</summary>
    Intercept,

    /// <summary>(age - 45) / 10.</summary>
    Age,

    /// <summary>The square of <see cref="Age"/>.</summary>
    AgeSquared,

    /// <summary>1 when the gender is female.</summary>
    Female,

    /// <summary>(income - 40,000) / 10,000.</summary>
    Income,

    /// <summary>1 when the customer owns the home.</summary>
    HomeOwner,

    /// <summary>Number of children in the household.</summary>
    Children,

    /// <summary>1 when the household has a car.</summary>
    Car,

    /// <summary>1 in the eastern states.</summary>
    East,

    /// <summary>1 in a city state.</summary>
    City,

    /// <summary>Years from <c>customer_since</c> to the end of the period; only in the logits of the next year.</summary>
    Tenure,
}
