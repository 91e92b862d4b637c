namespace CrossSell.Benchmarks.Generated;

/// <summary>Before two ways are timed, they must give the same answer.</summary>
internal static class SameAnswer
{
    public static void Check<T>(T naive, T ours)
    {
        if (!EqualityComparer<T>.Default.Equals(naive, ours))
        {
            throw new InvalidOperationException($"The baseline says {naive}, the library {ours}; they must agree before they are timed.");
        }
    }
}
