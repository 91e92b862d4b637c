namespace CrossSell.Tool;

/// <summary>The verbs of <c>crosssell propensity</c>.</summary>
internal static class PropensityVerbs
{
    public const string Group = "propensity";

    public static VerbGroup Create() => new(
        Group,
        "Who will buy: learn a probability for each customer, give it, judge it.",
        new PropensityTrainVerb(),
        new PropensityScoreVerb(),
        new PropensityEvaluateVerb());

    /// <summary>How a table with faults of its own is named: the training knows no file.</summary>
    public static T Naming<T>(InputFile input, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PropensityTrainingException e)
        {
            throw new FailureException($"{input.Name}: {LibraryNames.InTable(e.Message)}", e);
        }
    }
}
