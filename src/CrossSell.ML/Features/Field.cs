using System.Runtime.Intrinsics;

namespace CrossSell.ML.Features;

/// <summary>How one column of customers becomes features: the transform, as it was fitted on the training table. Data only, so it can be saved and stated.</summary>
/// <param name="Name">The column.</param>
/// <param name="Source">The column's kind in the training table.</param>
/// <param name="Mean">Of the known numbers; stands in for missing ones. 0 for levels.</param>
/// <param name="Deviation">Of the known numbers, divided by their count; 0 for a constant column and for levels.</param>
/// <param name="Cuts">Ascending; a number falls into bin k when k cuts are at most as great. Empty for levels.</param>
/// <param name="CrossCuts">The coarser cuts that crosses use, so that their cells hold enough rows; some of <paramref name="Cuts"/> or quantiles.</param>
/// <param name="Levels">The levels that were frequent enough, in ordinal order; the member after the last is "any other level". Empty for numbers.</param>
/// <param name="EachValue">Whether each different number has a bin of its own; then bins say all that a line could.</param>
/// <param name="HasMissing">Whether the training table had gaps; then a gap is a member of its own.</param>
internal sealed record Field(string Name, CustomerColumnKind Source, double Mean, double Deviation, double[] Cuts, double[] CrossCuts, string[] Levels, bool EachValue, bool HasMissing)
{
    private const int MostCounted = 64;

    public FieldKind Kind => Source == CustomerColumnKind.Categorical ? FieldKind.Levels : FieldKind.Number;

    /// <summary>How many codes there are, with the one for gaps last.</summary>
    public int Codes => Kind == FieldKind.Number ? Cuts.Length + 2 : Levels.Length + 2;

    /// <summary>The code of a gap.</summary>
    public int MissingCode => Codes - 1;

    /// <summary>The code of a level that the training table did not have, or had too rarely.</summary>
    public int OtherCode => Levels.Length;

    /// <summary>How many codes there are in crosses, with the one for gaps last.</summary>
    public int CrossCodes => Kind == FieldKind.Number ? CrossCuts.Length + 2 : Codes;

    /// <summary>The bin of a number: how many cuts are at most as great.</summary>
    public static int Bin(double[] cuts, double value)
    {
        if (cuts.Length <= MostCounted)
        {
            return Count(cuts, value);
        }

        int low = 0;
        int high = cuts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = cuts[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Few cuts are compared all at once: a search would guess wrong at every second step.
    private static int Count(ReadOnlySpan<double> cuts, double value)
    {
        int count = 0;
        int at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var sought = Vector256.Create(value);
            Vector256<long> below = Vector256<long>.Zero;
            for (; at + Vector256<double>.Count <= cuts.Length; at += Vector256<double>.Count)
            {
                // Where it holds all bits are set, which is -1.
                below -= Vector256.LessThanOrEqual(Vector256.Create(cuts[at..]), sought).AsInt64();
            }

            count = (int)Vector256.Sum(below);
        }

        for (; at < cuts.Length; at++)
        {
            count += cuts[at] <= value ? 1 : 0;
        }

        return count;
    }
}
