namespace CrossSell.Mining;

/// <summary>How many more rules the threads of one run may find together.</summary>
/// <param name="optionName">The option that limits them.</param>
/// <param name="most">Its value.</param>
/// <param name="remedy">The options that make rules fewer, as the beginning of a sentence such as <c>Raise MinSupport</c>; raising the limit is offered behind it.</param>
internal sealed class RuleBudget(string optionName, int most, string remedy)
{
    private long _taken;

    /// <summary>Counts one more rule.</summary>
    /// <exception cref="MiningLimitException">It is one too many.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _taken) > most)
        {
            throw new MiningLimitException(optionName, most, "there are more rules", [], $"{remedy}, or raise {optionName}");
        }
    }
}
