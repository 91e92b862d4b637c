using System.Collections.Frozen;

namespace CrossSell.Mining;

/// <summary>Every measure of a rule that the library knows, by property and by name.</summary>
/// <remarks>docs/measures.md says what each one answers, in the same order. Thread-safe.</remarks>
public static partial class RuleMeasures
{
    /// <summary>All measures in the order of docs/measures.md.</summary>
    public static IReadOnlyList<RuleMeasure> All => Registry.InOrder;

    /// <summary>Looks a measure up.</summary>
    /// <param name="name">Its name or an alias, such as <c>lift</c>; upper and lower case are the same.</param>
    /// <returns>The measure, or null when there is none of this name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static RuleMeasure? TryGet(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Registry.ByName.GetValueOrDefault(name);
    }

    /// <summary>Looks a measure up that must be there.</summary>
    /// <param name="name">Its name or an alias, such as <c>lift</c>; upper and lower case are the same.</param>
    /// <returns>The measure.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is none of this name; the message names the nearest and lists all.</exception>
    public static RuleMeasure Get(string name)
    {
        if (TryGet(name) is { } measure)
        {
            return measure;
        }

        string[] known = [.. All.Select(m => m.Name)];
        string hint = NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : string.Empty;
        throw new ArgumentException($"'{name}' is not a rule measure.{hint} Known are: {string.Join(", ", known)}.", nameof(name));
    }

    // A class of its own: static initialisers of the partial files run in no stated order, this one runs when all of them are done.
    private static class Registry
    {
        public static readonly IReadOnlyList<RuleMeasure> InOrder = Array.AsReadOnly<RuleMeasure>(
        [
            Support, Coverage, RhsSupport, Count,
            Confidence, Lift, Leverage, Conviction, AddedValue, Certainty, Zhang, DifferenceOfConfidence, RelativeRisk, Laplace, Importance,
            VaryingLiaison, StandardisedLift, Klosgen, RulePowerFactor, CausalConfidence,
            ConfirmedConfidence, Sebag, Counterexample, LeastContradiction, Ralambondrainy, ImplicationIndex,
            Cosine, Jaccard, Kulczynski, MaxConfidence, Imbalance,
            Phi, ChiSquared, Kappa, OddsRatio, YuleQ, YuleY, Lerman, CollectiveStrength, RelativeLinkage, Lambda, CausalSupport,
            JMeasure, MutualInformation, Gini,
            FishersExactTest, HyperConfidence, HyperConfidenceSubstitutes, HyperLift,
        ]);

        public static readonly FrozenDictionary<string, RuleMeasure> ByName =
            InOrder
                .SelectMany(measure => measure.Aliases.Prepend(measure.Name).Select(name => KeyValuePair.Create(name, measure)))
                .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
