namespace CrossSell;

/// <summary>No honest model can be learned from the customers that were given; the message says why, and what would help.</summary>
public sealed class PropensityTrainingException : InvalidOperationException
{
    /// <summary>Builds the exception.</summary>
    /// <param name="message">What was seen, what is needed, and what helps.</param>
    /// <param name="columns">The columns at fault; null or empty when it is not a matter of columns.</param>
    public PropensityTrainingException(string message, IReadOnlyList<string>? columns = null)
        : base(message) => Columns = columns ?? [];

    /// <summary>The columns at fault; empty when it is not a matter of columns.</summary>
    public IReadOnlyList<string> Columns { get; }
}
