namespace CrossSell.Testing;

/// <summary>One generated customer with all contracts. Immutable.</summary>
public sealed record InsuranceCustomer
{
    /// <summary>1 to the number of customers of the market.</summary>
    public required int Number { get; init; }

    /// <summary>The id in the files: C and eight digits.</summary>
    public required string Id { get; init; }

    /// <summary>Age in years at the end of the period, 18 to 85.</summary>
    public required int Age { get; init; }

    /// <summary>female, male or (rarely) diverse.</summary>
    public required string Gender { get; init; }

    /// <summary>Yearly household income in euros, whole hundreds.</summary>
    public required int Income { get; init; }

    /// <summary>One of the 16 German states.</summary>
    public required string Region { get; init; }

    /// <summary>People in the household, 1 to 5.</summary>
    public required int HouseholdSize { get; init; }

    /// <summary>Whether the household owns its home.</summary>
    public required bool HomeOwner { get; init; }

    /// <summary>Children in the household, 0 to 4.</summary>
    public required int Children { get; init; }

    /// <summary>Whether the household has a car.</summary>
    public required bool Car { get; init; }

    /// <summary>The day of the first contact, at least 365 days before the end of the period; no contract is older.</summary>
    public required DateOnly CustomerSince { get; init; }

    /// <summary>The contracts by day, ties in catalog order; none for a prospect who never signed.</summary>
    public required IReadOnlyList<InsuranceContract> Contracts { get; init; }

    /// <summary>Whether a contract for <paramref name="product"/> is held on <paramref name="day"/>.</summary>
    public bool Holds(string product, DateOnly day)
        => Contracts.Any(c => string.Equals(c.Product, product, StringComparison.Ordinal) && c.SignedOn <= day && (c.Until is null || day < c.Until));
}
