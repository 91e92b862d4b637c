namespace CrossSell;

/// <summary>What is known about customers beside their purchases, as numbers at an instant: attributes, contacts.</summary>
/// <remarks>Implementations are immutable and thread-safe, and tell nothing of an instant that came to be known at it or later.</remarks>
public interface ICustomerFacts
{
    /// <summary>How many numbers there are for each customer.</summary>
    public int Count { get; }

    /// <summary>Writes what is known of a customer.</summary>
    /// <param name="customer">The customer's id; of one who is not known all numbers are NaN.</param>
    /// <param name="asOf">The first instant that does not count any more; null for everything.</param>
    /// <param name="numbers">One place a fact; NaN where it is not known.</param>
    public void Read(string customer, DateTime? asOf, Span<double> numbers);
}
