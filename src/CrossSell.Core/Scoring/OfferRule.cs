using System.Globalization;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>The rule behind an offer: who has the antecedent also has the consequent, with this confidence.</summary>
/// <remarks>Immutable. The counts are those of the history that the model was fitted on.</remarks>
public sealed record OfferRule
{
    /// <summary>What the customer has, in the model's order of products; never empty.</summary>
    public required IReadOnlyList<ProductId> Antecedent { get; init; }

    /// <summary>What is offered.</summary>
    public required ProductId Consequent { get; init; }

    /// <summary>The 2x2 table of the rule, from which every measure follows.</summary>
    public required RuleCounts Counts { get; init; }

    /// <summary>The share of those with the antecedent who also have the consequent, 0 to 1.</summary>
    public double Confidence => (double)Counts.N11 / Counts.N1x;

    /// <summary>How many times as often as among all; above 1 the antecedent speaks for the offer.</summary>
    public double Lift => RuleMeasures.Lift.Evaluate(Counts) ?? double.NaN;

    /// <summary>The rule as one line: <c>{building} => {household} (confidence 0.75, lift 1.8, 1234 of 1645)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(", ", Antecedent)}}} => {{{Consequent}}} (confidence {Confidence:0.###}, lift {Lift:0.##}, {Counts.N11} of {Counts.N1x})");
}
