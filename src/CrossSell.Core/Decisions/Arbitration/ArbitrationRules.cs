using System.Globalization;

namespace CrossSell;

/// <summary>How the order among offers is made.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ArbitrationRules
{
    /// <summary>Offers expected to bring less are not made.</summary>
    /// <value>Default: 0.</value>
    public double MinExpectedValue { get; init; }

    /// <summary>At most so many offers of one category; null for any number.</summary>
    /// <value>Default: null.</value>
    public int? MaxPerCategory { get; init; }

    /// <summary>How the first place is given.</summary>
    /// <value>Default: always to the best.</value>
    public Exploration Exploration { get; init; } = Exploration.None;

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (!double.IsFinite(MinExpectedValue))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(MinExpectedValue)} is {MinExpectedValue}; it must be finite."));
        }

        if (MaxPerCategory is < 1)
        {
            failures.Add($"{nameof(MaxPerCategory)} is {MaxPerCategory}; it must be 1 or more, or null.");
        }

        if (Exploration is null)
        {
            failures.Add($"{nameof(Exploration)} is null; {nameof(CrossSell.Exploration)}.None explores nothing.");
        }

        return failures;
    }
}
