namespace CrossSell;

/// <summary>Says for each customer how probable it is that they buy. A <see cref="IPropensityTrainer"/> makes one.</summary>
/// <remarks>Implementations are immutable and thread-safe: the same table gives the same bytes, whoever asks.</remarks>
public interface IPropensityModel
{
    /// <summary>The names of the columns that <see cref="Predict"/> reads; further columns are passed over.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The weighted share of buyers among the customers it was trained with, strictly between 0 and 1.</summary>
    public double BaseRate { get; }

    /// <summary>Writes each customer's probability, strictly between 0 and 1.</summary>
    /// <param name="customers">The customers, with every column of <see cref="Columns"/> in a kind that fits the one it was trained with.</param>
    /// <param name="probabilities">Takes one number a row; at least as long as the table.</param>
    /// <exception cref="ArgumentException">A column is missing or of another kind, or the span is too short; the message names what was seen and what was expected.</exception>
    public void Predict(CustomerTable customers, Span<double> probabilities);
}
