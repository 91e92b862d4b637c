namespace CrossSell;

/// <summary>A column in row order that can be compared, reordered within a segment, and thinned out; it hides the element type from the sorter.</summary>
internal abstract class SegmentColumn
{
    public abstract int Compare(int rowA, int rowB);

    /// <summary>Puts the values of <paramref name="order"/>'s rows at <paramref name="start"/> and after.</summary>
    public abstract void Reorder(int start, ReadOnlySpan<int> order);

    /// <summary>Keeps the rows that are true, in their order.</summary>
    public abstract void Keep(ReadOnlySpan<bool> kept, int keptCount);
}

/// <inheritdoc/>
/// <param name="values">The values in row order.</param>
/// <param name="comparison">How values compare, or null for the type's own order.</param>
internal sealed class SegmentColumn<T>(T[] values, Comparison<T>? comparison = null) : SegmentColumn
    where T : struct, IComparable<T>
{
    private T[] _scratch = [];

    public T[] Values { get; private set; } = values;

    public override int Compare(int rowA, int rowB) =>
        comparison is null ? Values[rowA].CompareTo(Values[rowB]) : comparison(Values[rowA], Values[rowB]);

    public override void Reorder(int start, ReadOnlySpan<int> order)
    {
        if (_scratch.Length < order.Length)
        {
            _scratch = new T[Math.Max(order.Length, 2 * _scratch.Length)];
        }

        for (int i = 0; i < order.Length; i++)
        {
            _scratch[i] = Values[order[i]];
        }

        _scratch.AsSpan(0, order.Length).CopyTo(Values.AsSpan(start));
    }

    public override void Keep(ReadOnlySpan<bool> kept, int keptCount)
    {
        var stays = new T[keptCount];
        int next = 0;
        for (int r = 0; r < kept.Length; r++)
        {
            if (kept[r])
            {
                stays[next++] = Values[r];
            }
        }

        Values = stays;
    }
}
