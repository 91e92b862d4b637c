namespace CrossSell;

/// <summary>One column while rows come in: chunks that never move, so that growing costs no copy and no doubled peak. Made only when a value differs from absent.</summary>
internal sealed class RowColumn<T>(T absent)
    where T : struct, IEquatable<T>
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];

    /// <summary>Whether any row has a value.</summary>
    public bool HasValues => _chunks.Count > 0;

    public T Absent => absent;

    /// <summary>Rows are set in ascending order; those between keep the absent value.</summary>
    public void Set(int row, T value)
    {
        if (!HasValues && value.Equals(absent))
        {
            return;
        }

        while (_chunks.Count <= row >> ChunkBits)
        {
            var chunk = new T[ChunkSize];
            Array.Fill(chunk, absent);
            _chunks.Add(chunk);
        }

        _chunks[row >> ChunkBits][row & (ChunkSize - 1)] = value;
    }

    public T this[int row] => row >> ChunkBits < _chunks.Count ? _chunks[row >> ChunkBits][row & (ChunkSize - 1)] : absent;

    /// <summary>The values in a new order, as one array; the chunks are let go. Null when no row has a value.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="order">For each place of the result the row that comes there, or null for the order as it is.</param>
    public T[]? Gather(int count, int[]? order)
    {
        if (!HasValues)
        {
            return null;
        }

        var values = GC.AllocateUninitializedArray<T>(count);
        if (order is null)
        {
            for (int c = 0; c << ChunkBits < count; c++)
            {
                Span<T> target = values.AsSpan(c << ChunkBits, Math.Min(ChunkSize, count - (c << ChunkBits)));
                if (c < _chunks.Count)
                {
                    _chunks[c].AsSpan(0, target.Length).CopyTo(target);
                }
                else
                {
                    target.Fill(absent);
                }
            }
        }
        else
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = this[order[i]];
            }
        }

        _chunks.Clear();
        return values;
    }
}
