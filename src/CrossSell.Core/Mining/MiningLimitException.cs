using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A mining run went past one of its limits and stopped before it could exhaust the machine. Nothing of its result is kept.</summary>
public sealed class MiningLimitException : Exception
{
    internal MiningLimitException(string limitName, long limit, string excess, IReadOnlyList<long> countsByLengthSoFar, bool canBeRaised = true)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Mining stopped: {excess}, more than {limitName} = {limit} allows. Raise the minimum support{(canBeRaised ? $", set a maximum length, or raise {limitName}" : " or set a maximum length")}."))
    {
        LimitName = limitName;
        Limit = limit;
        CountsByLengthSoFar = countsByLengthSoFar;
        ItemsetsSoFar = countsByLengthSoFar.Sum();
    }

    /// <summary>The option that was gone past, such as <c>MaxItemsets</c>.</summary>
    public string LimitName { get; }

    /// <summary>The value of that option.</summary>
    public long Limit { get; }

    /// <summary>How many itemsets had been found when the run stopped; depends on the threads, unlike whether it stops.</summary>
    public long ItemsetsSoFar { get; }

    /// <summary>The same by length: the first entry counts single items.</summary>
    public IReadOnlyList<long> CountsByLengthSoFar { get; }
}
