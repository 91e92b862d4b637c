namespace CrossSell;

/// <summary>One column while rows come in: chunks that never move, so that growing costs no copy and no doubled peak. Made only when a value differs from absent.</summary>
internal sealed class RowColumn<T>(T absent)
    where T : struct, IEquatable<T>
{
    private const int ChunkBits = 16;
    private const int SmallestChunk = 16;
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

        if (_chunks.Count <= row >> ChunkBits || _chunks[row >> ChunkBits].Length <= (row & (ChunkSize - 1)))
        {
            MakeRoom(row);
        }

        _chunks[row >> ChunkBits][row & (ChunkSize - 1)] = value;
    }

    public T this[int row]
    {
        get
        {
            int chunk = row >> ChunkBits;
            int place = row & (ChunkSize - 1);
            return chunk < _chunks.Count && place < _chunks[chunk].Length ? _chunks[chunk][place] : absent;
        }
    }

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
                int held = c < _chunks.Count ? Math.Min(target.Length, _chunks[c].Length) : 0;
                if (held > 0)
                {
                    _chunks[c].AsSpan(0, held).CopyTo(target);
                }

                target[held..].Fill(absent);
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

    /// <summary>The first chunk grows by doubling, so that a history of a few rows costs a few bytes; all others are made whole.</summary>
    private void MakeRoom(int row)
    {
        while (_chunks.Count <= row >> ChunkBits)
        {
            if (_chunks.Count == 1 && _chunks[0].Length < ChunkSize)
            {
                Grow(ChunkSize);
            }

            var chunk = new T[_chunks.Count == 0 ? SmallestChunk : ChunkSize];
            Array.Fill(chunk, absent);
            _chunks.Add(chunk);
        }

        // Only the first chunk can be too short.
        int needed = (row & (ChunkSize - 1)) + 1;
        if (_chunks[row >> ChunkBits].Length < needed)
        {
            Grow((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed));
        }
    }

    private void Grow(int length)
    {
        T[] chunk = _chunks[0];
        int old = chunk.Length;
        Array.Resize(ref chunk, length);
        chunk.AsSpan(old).Fill(absent);
        _chunks[0] = chunk;
    }
}
