namespace CrossSell.MLNet.Benchmarks;

/// <summary>A customer as an object, as ML.NET's engine takes it.</summary>
public sealed class ExampleRow
{
    /// <summary>The features, zeros included.</summary>
    public float[] Features { get; set; } = [];
}
