namespace CrossSell;

/// <summary>What it is worth to ask one question of all customers of whom the answer is not known.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Fact">What is asked.</param>
/// <param name="Customers">Of how many customers the answer is not known.</param>
/// <param name="WorthAsking">Of how many of them the answer is worth more than asking costs.</param>
/// <param name="Value">What the answers of these are worth together, less what asking them costs; 0 when nobody is worth it.</param>
public sealed record ChecklistRow(string Fact, int Customers, int WorthAsking, double Value)
{
    /// <summary>The value for one of those who are worth asking; NaN when nobody is.</summary>
    public double MeanValue => WorthAsking == 0 ? double.NaN : Value / WorthAsking;
}
