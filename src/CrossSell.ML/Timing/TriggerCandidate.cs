namespace CrossSell.ML;

/// <summary>A pair of products that passed the scan, with its life table.</summary>
internal sealed record TriggerCandidate(int Product, int Cause, WindowScan.Window Window, int[] Purchases, long[] Days)
{
    public double Adjusted { get; set; }
}
