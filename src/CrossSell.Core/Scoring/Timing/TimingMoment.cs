using System.Globalization;

namespace CrossSell;

/// <summary>When to offer a product to a customer, and how sure that is.</summary>
public sealed record TimingMoment
{
    /// <summary>The product's place.</summary>
    public required int Product { get; init; }

    /// <summary>When the window begins: the moment of the contact.</summary>
    public required DateTime From { get; init; }

    /// <summary>When the window ends, exclusive.</summary>
    public required DateTime To { get; init; }

    /// <summary>The probability that the product is bought within the window, given that it was not before; 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Below that the probability lies in 2.5 of 100 cases, as far as the data tell; 0 to <see cref="Upper"/>.</summary>
    public required double Lower { get; init; }

    /// <summary>Above that the probability lies in 2.5 of 100 cases, as far as the data tell; at most 1.</summary>
    public required double Upper { get; init; }

    /// <summary>The probability of a window as long that begins at once; at most <see cref="Probability"/>.</summary>
    public required double ProbabilityNow { get; init; }

    /// <summary>What makes the window a good one; null where nothing that the customer bought does.</summary>
    public required TimingTrigger? Trigger { get; init; }

    /// <summary>Why then, as a sentence: German for <c>de</c> and its regions, English for every other culture.</summary>
    /// <param name="nameOf">The name of the product at a place, in that culture's language.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string Reason(Func<int, string> nameOf, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        return TimingText.For(culture).Of(this, nameOf);
    }
}
