namespace CrossSell.ML.Ranking;

/// <summary>Tells all wrong settings of a trainer together.</summary>
internal static class TrainerFaults
{
    public static void ThrowIfAny(IReadOnlyList<string> failures)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures));
        }
    }
}
