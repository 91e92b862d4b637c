using CrossSell.Numerics;
using CrossSell.Potential;

namespace CrossSell;

/// <summary>Puts customers into the classes A, B, C and O by what they bring and what they could bring.</summary>
/// <remarks>
/// A: yield of at least <see cref="HighYield"/>. B: at least <see cref="GoodYield"/>. Of the others O with open potential (potential less yield) of at least
/// <see cref="OpenPotential"/> or of unknown potential, for who is not known is not written off; C without. Yields and potentials are in one currency and for one span of time. A
/// class of value is never changed by declined offers: that is the contact class (see <see cref="EffectiveOf"/>). Immutable and thread-safe.
/// </remarks>
public sealed record ValueClassRule
{
    /// <summary>A rule of given thresholds.</summary>
    /// <param name="highYield">See <see cref="HighYield"/>.</param>
    /// <param name="goodYield">See <see cref="GoodYield"/>.</param>
    /// <param name="openPotential">See <see cref="OpenPotential"/>.</param>
    /// <exception cref="ArgumentException">A threshold is not finite, or good yield is above high yield.</exception>
    public ValueClassRule(double highYield, double goodYield, double openPotential)
    {
        if (!(double.IsFinite(highYield) && double.IsFinite(goodYield) && double.IsFinite(openPotential) && goodYield <= highYield))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The thresholds are {highYield} for high yield, {goodYield} for good yield and {openPotential} for open potential; they must be finite, and good yield at most high yield."));
        }

        (HighYield, GoodYield, OpenPotential) = (highYield, goodYield, openPotential);
    }

    /// <summary>From which yield on a customer is of class A.</summary>
    public double HighYield { get; }

    /// <summary>From which yield on a customer is of class B.</summary>
    public double GoodYield { get; }

    /// <summary>From which open potential on a customer of little yield is of class O.</summary>
    public double OpenPotential { get; }

    /// <summary>Takes the thresholds from the customers themselves, by quantiles. O(customers log customers).</summary>
    /// <param name="yields">For each customer what he brings; NaN is left out.</param>
    /// <param name="potentials">For each customer what he could bring; NaN for unknown.</param>
    /// <param name="highShare">The share of the customers of class A, about. Default: 0.2.</param>
    /// <param name="goodShare">The share of class B. Default: 0.3. Together with <paramref name="highShare"/> at most 1.</param>
    /// <param name="openShare">The share of the rest, of known potential, that are O. Default: 0.5. From 0 to 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or nobody has a yield.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    public static ValueClassRule ByQuantiles(ReadOnlySpan<double> yields, ReadOnlySpan<double> potentials, double highShare = 0.2, double goodShare = 0.3, double openShare = 0.5)
    {
        RequireShare(highShare, nameof(highShare));
        RequireShare(goodShare, nameof(goodShare));
        RequireShare(openShare, nameof(openShare));
        if (highShare + goodShare > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(goodShare), goodShare, $"Together with {nameof(highShare)} it must be at most 1.");
        }

        PotentialChecks.RequireCount(potentials.Length, yields.Length, nameof(potentials));
        double[] sorted = [.. yields.ToArray().Where(y => !double.IsNaN(y)).Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException($"None of {yields.Length} customers has a known yield, so there are no quantiles.", nameof(yields));
        }

        double high = SortedValues.Quantile(sorted, 1 - highShare);
        double good = SortedValues.Quantile(sorted, Math.Max(0, 1 - highShare - goodShare));
        var open = new List<double>();
        for (int c = 0; c < yields.Length; c++)
        {
            if (yields[c] < good && !double.IsNaN(potentials[c]))
            {
                open.Add(potentials[c] - yields[c]);
            }
        }

        open.Sort();
        double threshold = open.Count == 0 ? 0 : SortedValues.Quantile([.. open], 1 - openShare);
        return new ValueClassRule(high, good, threshold);
    }

    /// <summary>The class of a customer.</summary>
    /// <param name="yield">What he brings; NaN when unknown, which counts as nothing.</param>
    /// <param name="potential">What he could bring; NaN when unknown.</param>
    public ValueClass ClassOf(double yield, double potential)
    {
        double brings = double.IsNaN(yield) ? 0 : yield;
        return brings >= HighYield ? ValueClass.A
            : brings >= GoodYield ? ValueClass.B
            : double.IsNaN(potential) || potential - brings >= OpenPotential ? ValueClass.O
            : ValueClass.C;
    }

    /// <summary>The class by which a customer is treated: the worse of value class and contact class, in the order A, B, O, C.</summary>
    /// <param name="value">The class of value.</param>
    /// <param name="contact">The contact class of the ledger; null when he has none, and one that is none of A, B, O and C changes nothing.</param>
    public static ValueClass EffectiveOf(ValueClass value, string? contact) =>
        Enum.TryParse(contact, ignoreCase: false, out ValueClass parsed) && string.Equals(parsed.ToString(), contact, StringComparison.Ordinal) && parsed > value ? parsed : value;

    /// <summary>Whether a class is one of the potential customers, B and O: those from whom more can come.</summary>
    /// <param name="effective">The class.</param>
    public static bool IsPotential(ValueClass effective) => effective is ValueClass.B or ValueClass.O;

    private static void RequireShare(double share, string name)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "A share lies from 0 to 1.");
        }
    }
}
