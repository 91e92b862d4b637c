namespace CrossSell.MLNet.Benchmarks;

/// <summary>What ML.NET's engine gives back for a pair.</summary>
public sealed class PairScore
{
    /// <summary>The score.</summary>
    public float Score { get; set; }
}
