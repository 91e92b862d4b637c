using System.Globalization;

namespace CrossSell;

/// <summary>When to make an offer to a customer, and how sure that is.</summary>
/// <remarks>Immutable and thread-safe. The sentence is made when it is asked for.</remarks>
public sealed class OfferMoment
{
    private readonly TimingMoment _moment;
    private readonly Func<int, LocalizedText> _nameOf;

    /// <param name="moment">The moment in places of the timing.</param>
    /// <param name="trigger">The product whose purchase makes it a good one; null for none.</param>
    /// <param name="isNow">Whether it begins at once.</param>
    /// <param name="nameOf">The name of the product at a place of the timing.</param>
    internal OfferMoment(TimingMoment moment, ProductId? trigger, bool isNow, Func<int, LocalizedText> nameOf) =>
        (_moment, Trigger, IsNow, _nameOf) = (moment, trigger, isNow, nameOf);

    /// <summary>When the window begins: the moment of the contact; not before the instant at which the customer is looked at.</summary>
    public DateTime From => _moment.From;

    /// <summary>When the window ends, exclusive.</summary>
    public DateTime To => _moment.To;

    /// <summary>Whether the best moment is now: no later one is better.</summary>
    public bool IsNow { get; }

    /// <summary>The probability that the product is bought within the window, given that it was not before; 0 to 1.</summary>
    /// <remarks>By the time since what the customer bought alone, so not the probability by which offers are ranked: it compares moments of one product.</remarks>
    public double Probability => _moment.Probability;

    /// <summary>Below that the probability lies in 2.5 of 100 cases, as far as the data tell; 0 to <see cref="Upper"/>.</summary>
    public double Lower => _moment.Lower;

    /// <summary>Above that the probability lies in 2.5 of 100 cases, as far as the data tell; at most 1.</summary>
    public double Upper => _moment.Upper;

    /// <summary>The probability of a window as long that begins at once; at most <see cref="Probability"/>.</summary>
    public double ProbabilityNow => _moment.ProbabilityNow;

    /// <summary>The product whose purchase makes the moment a good one, the offered product itself for a renewal; null where nothing that the customer bought does.</summary>
    public ProductId? Trigger { get; }

    /// <summary>Why then, as a sentence: German for <c>de</c> and its regions, English for every other culture; product names in the culture where they have one.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string Reason(CultureInfo culture) => _moment.Reason(place => _nameOf(place).For(culture), culture);

    /// <summary>The sentence in English, with the products' default names.</summary>
    public override string ToString() => Reason(CultureInfo.InvariantCulture);
}
