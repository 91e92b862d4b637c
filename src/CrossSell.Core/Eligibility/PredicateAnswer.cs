namespace CrossSell;

/// <summary>What a predicate answers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PredicateAnswer
{
    private PredicateAnswer()
    {
    }

    /// <summary>The condition is met.</summary>
    public static PredicateAnswer Met { get; } = new() { IsMet = true };

    /// <summary>Whether the condition is met; false also when that is unknown.</summary>
    public bool IsMet { get; private init; }

    /// <summary>Whether the condition could not be decided.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>What the answer rests on; empty when met.</summary>
    public string Evidence { get; private init; } = "";

    /// <summary>From when on the condition may be met; null for never, as far as is known.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>The condition is not met.</summary>
    /// <param name="evidence">Why, as in <c>age 17</c>.</param>
    /// <param name="notBefore">From when on it may be met; null for never, as far as is known. It is surely not met until then.</param>
    public static PredicateAnswer NotMet(string evidence, DateTimeOffset? notBefore = null) => new() { Evidence = evidence ?? "", NotBefore = notBefore };

    /// <summary>What is needed to decide is not known; the product is then not offered.</summary>
    /// <param name="missing">What is missing, as in <c>birth date</c>.</param>
    public static PredicateAnswer Unknown(string missing) => new() { IsUnknown = true, Evidence = missing ?? "" };
}
