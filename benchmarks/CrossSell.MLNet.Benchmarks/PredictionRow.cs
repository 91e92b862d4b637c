namespace CrossSell.MLNet.Benchmarks;

/// <summary>What ML.NET's engine gives back.</summary>
public sealed class PredictionRow
{
    /// <summary>The probability.</summary>
    public float Probability { get; set; }
}
