namespace CrossSell.Benchmarks.Gates;

/// <summary>The gates of this class compare time on the wall: what they promise is less waiting for the disk, which costs no CPU time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WallClockAttribute : Attribute;
