namespace CrossSell.ML.Value;

/// <summary>Sums over customers in chunks whose number depends on the customers alone, added in their order: the same bytes for any number of threads.</summary>
internal static class ChunkSums
{
    private const int RowsOfChunk = 8192;

    public static Curvature Of(int rows, int parameters, int threads, Action<int, int, Curvature> add)
    {
        int chunks = (rows + RowsOfChunk - 1) / RowsOfChunk;
        var parts = new Curvature[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk =>
        {
            parts[chunk] = new Curvature(parameters);
            add(chunk * RowsOfChunk, Math.Min(rows, (chunk + 1) * RowsOfChunk), parts[chunk]);
        });
        var sum = new Curvature(parameters);
        foreach (Curvature part in parts)
        {
            sum.Add(part);
        }

        return sum;
    }

    /// <summary>Runs over rows that do not depend on one another.</summary>
    public static void Each(int rows, int threads, Action<int, int> run) => Parallel.For(
        0, (rows + RowsOfChunk - 1) / RowsOfChunk, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk => run(chunk * RowsOfChunk, Math.Min(rows, (chunk + 1) * RowsOfChunk)));
}
