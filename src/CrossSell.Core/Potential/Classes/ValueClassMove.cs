namespace CrossSell;

/// <summary>Customers who went the same way between two instants, and what they brought before and after.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">Their effective class at the earlier instant; null for those who were no customers yet, and where several classes are added up.</param>
/// <param name="To">Their effective class at the later instant; null for those who were none, and where several classes are added up.</param>
/// <param name="Customers">How many.</param>
/// <param name="YieldBefore">What they brought in the year before the earlier instant.</param>
/// <param name="YieldAfter">What they brought in the year before the later one.</param>
public sealed record ValueClassMove(ValueClass? From, ValueClass? To, int Customers, double YieldBefore, double YieldAfter)
{
    /// <summary>By how much their yield changed.</summary>
    public double Change => YieldAfter - YieldBefore;
}
