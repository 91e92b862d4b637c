namespace CrossSell.Potential;

/// <summary>What every entry of this room asks of its arguments.</summary>
internal static class PotentialChecks
{
    public static void ThrowIfInvalid(IReadOnlyList<string> failures, string parameter)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), parameter);
        }
    }

    public static void RequireCount(int seen, int expected, string parameter)
    {
        if (seen != expected)
        {
            throw new ArgumentException($"There are {seen} {parameter} for {expected} customers; each customer has one, in the same order.", parameter);
        }
    }

    public static void RequireGoal(double goal)
    {
        if (!(goal > 0 && goal <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(goal), goal, "The goal must be above 0 and at most 1, such as 0.8.");
        }
    }

    public static double RequireFigure(double figure, string parameter) =>
        figure >= 0 && double.IsFinite(figure) ? figure : throw new ArgumentOutOfRangeException(parameter, figure, "A figure must be finite, 0 or more.");

    /// <summary>Runs a parallel loop and throws what the first failing part threw, not a bundle.</summary>
    public static void Unwrapped(Action loop)
    {
        try
        {
            loop();
        }
        catch (AggregateException bundle) when (bundle.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(bundle.InnerExceptions[0]);
        }
    }
}
