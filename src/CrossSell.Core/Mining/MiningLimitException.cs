using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A mining run went past one of its limits and stopped before it could exhaust the machine. Nothing of its result is kept.</summary>
public sealed class MiningLimitException : Exception
{
    internal MiningLimitException(string limitName, long limit, string excess, IReadOnlyList<long> countsByLengthSoFar, bool canBeRaised = true)
        : this(limitName, limit, excess, countsByLengthSoFar, canBeRaised ? $"Raise the minimum support, set a maximum length, or raise {limitName}" : "Raise the minimum support or set a maximum length")
    {
    }

    /// <param name="limitName">The option.</param>
    /// <param name="limit">Its value.</param>
    /// <param name="excess">What went past it.</param>
    /// <param name="countsByLengthSoFar">What was found until then.</param>
    /// <param name="remedy">A sentence without its full stop: what helps, by options that the run has.</param>
    internal MiningLimitException(string limitName, long limit, string excess, IReadOnlyList<long> countsByLengthSoFar, string remedy)
        : base(string.Create(CultureInfo.InvariantCulture, $"Mining stopped: {excess}, more than {limitName} = {limit} allows. {remedy}."))
    {
        LimitName = limitName;
        Limit = limit;
        CountsByLengthSoFar = countsByLengthSoFar;
        ItemsetsSoFar = countsByLengthSoFar.Sum();
    }

    /// <summary>The option that was gone past, such as <c>MaxItemsets</c>; where no option could be raised, what one array or one number holds.</summary>
    public string LimitName { get; }

    /// <summary>The value of that option, or the most that is held.</summary>
    public long Limit { get; }

    /// <summary>How many itemsets had been found when the run stopped; depends on the threads.</summary>
    /// <remarks>
    /// Whether a run stops at a limit of results, such as <c>MaxItemsets</c>, does not depend on the threads. Each thread takes memory of its own, so whether it
    /// stops at <c>MaxMemoryBytes</c> may.
    /// </remarks>
    public long ItemsetsSoFar { get; }

    /// <summary>
    /// The same by length: the first entry counts single items. Empty when the limit was met before the frequent items were known, or by a run that
    /// does not look for itemsets.
    /// </summary>
    public IReadOnlyList<long> CountsByLengthSoFar { get; }
}
