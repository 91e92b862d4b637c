using System.Globalization;
using CrossSell.Decisions;

namespace CrossSell;

/// <summary>How the first place is given, and with what probability: what offline judgements of other policies rest on.</summary>
/// <remarks>Immutable. The product is drawn from the very probabilities that are logged.</remarks>
public sealed record Exploration
{
    private Exploration()
    {
    }

    /// <summary>The best candidate always.</summary>
    public static Exploration None { get; } = new();

    /// <summary>How.</summary>
    public ExplorationKind Kind { get; private init; }

    /// <summary>For <see cref="ExplorationKind.EpsilonGreedy"/> the probability of any candidate, for <see cref="ExplorationKind.Experiments"/> their share; from 0 to 1.</summary>
    public double Epsilon { get; private init; }

    /// <summary>For <see cref="ExplorationKind.Thompson"/> how many offers a propensity is as sure as; above 0. The more, the less is explored.</summary>
    public double Strength { get; private init; }

    /// <summary>With a fixed probability any of the candidates, each as likely; else the best.</summary>
    /// <param name="epsilon">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static Exploration EpsilonGreedy(double epsilon) => epsilon is >= 0 and <= 1
        ? new Exploration { Kind = ExplorationKind.EpsilonGreedy, Epsilon = epsilon }
        : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, string.Create(CultureInfo.InvariantCulture, $"epsilon is {epsilon}; it must be from 0 to 1."));

    /// <summary>Each candidate as often as it may be the best; the 12 of the highest expected value take part.</summary>
    /// <param name="strength">How many offers a propensity is as sure as; above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static Exploration Thompson(double strength) => strength > 0 && double.IsFinite(strength)
        ? new Exploration { Kind = ExplorationKind.Thompson, Strength = strength }
        : throw new ArgumentOutOfRangeException(nameof(strength), strength, string.Create(CultureInfo.InvariantCulture, $"strength is {strength}; it must be above 0 and finite."));

    /// <summary>
    /// The five standing experiments on a share of the decisions, each on a fifth of it: any candidate (twice, for above the least expected value everything eligible is
    /// relevant), the most probable, the best without levers, the best by random probabilities. Else the best.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static Exploration Experiments(double share) => share is >= 0 and <= 1
        ? new Exploration { Kind = ExplorationKind.Experiments, Epsilon = share }
        : throw new ArgumentOutOfRangeException(nameof(share), share, string.Create(CultureInfo.InvariantCulture, $"share is {share}; it must be from 0 to 1."));

    /// <summary>The probability of the first place for each candidate; they sum to 1.</summary>
    /// <param name="values">What the candidates are worth, best first; one or more.</param>
    internal double[] Probabilities(IReadOnlyList<OfferValue> values)
    {
        if (Kind == ExplorationKind.Thompson && values.Count > 1)
        {
            return BestChances.Of(values, Strength);
        }

        if (Kind == ExplorationKind.Experiments && values.Count > 1)
        {
            return Mixed(values);
        }

        double[] probabilities = new double[values.Count];
        Array.Fill(probabilities, Kind == ExplorationKind.EpsilonGreedy ? Epsilon / values.Count : 0);
        probabilities[0] += Kind == ExplorationKind.EpsilonGreedy ? 1 - Epsilon : 1;
        return probabilities;
    }

    // Of equal ones the first is taken, as everywhere: values stand best first, then by id.
    private double[] Mixed(IReadOnlyList<OfferValue> values)
    {
        double each = Epsilon / 5;
        double[] probabilities = RandomChances.Of(values);
        int likely = 0, unpushed = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = (each * probabilities[i]) + (2 * each / values.Count);
            likely = values[i].Propensity > values[likely].Propensity ? i : likely;
            unpushed = (values[i] with { Lever = 1 }).Expected > (values[unpushed] with { Lever = 1 }).Expected ? i : unpushed;
        }

        probabilities[0] += 1 - Epsilon;
        probabilities[likely] += each;
        probabilities[unpushed] += each;
        return probabilities;
    }
}
