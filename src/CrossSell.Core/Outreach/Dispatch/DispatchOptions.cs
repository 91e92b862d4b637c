using System.Globalization;

namespace CrossSell;

/// <summary>How a campaign is dispatched.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DispatchOptions
{
    /// <summary>How many contacts are under way at once, 1 or more. Default: 16.</summary>
    public int MostAtOnce { get; init; } = 16;

    /// <summary>How long after its begin a dispatch that was never settled counts as lost: longer than any send takes. More than zero.</summary>
    /// <value>Default: 15 minutes.</value>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after its planned instant a contact may still be made; later it is given back. More than zero.</summary>
    /// <value>Default: one day.</value>
    public TimeSpan MostDelay { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether to wait for contacts that are not due yet. Default: false, what is due is dispatched and the report names the next instant.</summary>
    public bool WaitsForSlots { get; init; }

    /// <summary>After how many sends that failed without a word of what became of them dispatch stops, 1 or more. Default: 10.</summary>
    public int MostFailures { get; init; } = 10;

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        Require(MostAtOnce >= 1, $"MostAtOnce is {MostAtOnce}; it must be 1 or more.");
        Require(LostAfter > TimeSpan.Zero, $"LostAfter is {LostAfter}; it must be more than zero.");
        Require(MostDelay > TimeSpan.Zero, $"MostDelay is {MostDelay}; it must be more than zero.");
        Require(MostFailures >= 1, $"MostFailures is {MostFailures}; it must be 1 or more.");
        return failures;

        void Require(bool holds, FormattableString failure)
        {
            if (!holds)
            {
                failures.Add(failure.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
