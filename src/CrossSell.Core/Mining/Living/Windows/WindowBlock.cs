namespace CrossSell.Mining.Living;

/// <summary>Parts that were mined together: what is not tracked since occurs in those of them that are left at most <see cref="Bound"/> times, all together.</summary>
/// <param name="First">The sequence of its first part.</param>
/// <param name="Last">The sequence of its last part.</param>
/// <param name="Bound">One less than the count at which the parts were mined.</param>
internal sealed record WindowBlock(int First, int Last, int Bound);
