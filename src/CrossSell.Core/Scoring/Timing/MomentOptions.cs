namespace CrossSell;

/// <summary>Which moments a model compares when it says the best one of an offer.</summary>
/// <remarks>Not thread-safe while it is changed; a model keeps a copy.</remarks>
public sealed class MomentOptions
{
    /// <summary>How many days an offer may wait: moments from now on to this many days later are compared.</summary>
    /// <value>Default: 180. 0 to <see cref="ProductTiming.LongestHorizon"/>.</value>
    public int WithinDays { get; set; } = 180;

    /// <summary>For how many days a contact works: the probability of a moment is that of the purchase within so many days of it.</summary>
    /// <value>Default: 14. 1 to <see cref="ProductTiming.LongestHorizon"/>.</value>
    public int WindowDays { get; set; } = 14;

    /// <summary>Every rule that the options break, one sentence each; empty when they are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (WithinDays is < 0 or > ProductTiming.LongestHorizon)
        {
            failures.Add($"{nameof(WithinDays)} is {WithinDays}; it must be 0 to {ProductTiming.LongestHorizon}.");
        }

        if (WindowDays is < 1 or > ProductTiming.LongestHorizon)
        {
            failures.Add($"{nameof(WindowDays)} is {WindowDays}; it must be 1 to {ProductTiming.LongestHorizon}.");
        }

        return failures;
    }

    internal MomentOptions Copy() => (MomentOptions)MemberwiseClone();
}
