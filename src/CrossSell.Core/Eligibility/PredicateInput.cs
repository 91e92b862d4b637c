namespace CrossSell;

/// <summary>What a predicate is asked.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Product">The candidate.</param>
/// <param name="At">The instant; later than now when it is asked from when on a product would be eligible.</param>
public sealed record PredicateInput(CustomerFacts Customer, Product Product, DateTimeOffset At);
