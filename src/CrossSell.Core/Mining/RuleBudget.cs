namespace CrossSell.Mining;

/// <summary>How many more rules the threads of one run may find together.</summary>
internal sealed class RuleBudget(string optionName, int most)
{
    private long _taken;

    /// <summary>Counts one more rule.</summary>
    /// <exception cref="MiningLimitException">It is one too many.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _taken) > most)
        {
            throw new MiningLimitException(optionName, most, "there are more rules", []);
        }
    }
}
