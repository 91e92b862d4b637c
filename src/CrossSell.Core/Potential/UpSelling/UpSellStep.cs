namespace CrossSell;

/// <summary>The next step of a ladder that a customer stands on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
/// <param name="Ladder">The ladder.</param>
/// <param name="From">The highest step that he has.</param>
/// <param name="To">The next step that may be offered; steps that may never be are passed over.</param>
/// <param name="PossibleFrom">
/// The first instant at which it may be proposed, with lock-in, rest after a purchase and everything that eligibility says; the instant of looking when that is now.
/// </param>
/// <param name="Propensity">P(he takes the step), from 0 to 1; null when no estimate was given.</param>
/// <param name="AddedMargin">What the step earns beyond the one he has; null when a margin is unknown and no estimate was given.</param>
public sealed record UpSellStep(CustomerId Customer, string Ladder, ProductId From, ProductId To, DateTimeOffset PossibleFrom, double? Propensity, double? AddedMargin)
{
    /// <summary>The expected added margin; null when either part is unknown.</summary>
    public double? ExpectedMargin => Propensity * AddedMargin;
}
