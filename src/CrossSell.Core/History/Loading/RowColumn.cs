namespace CrossSell;

/// <summary>One column while rows come in: chunks that never move, so that growing costs no copy and no doubled peak. Made only when a value differs from absent.</summary>
internal sealed class RowColumn<T>(T absent)
    where T : struct, IEquatable<T>
{
    private const int ChunkBits = 16;
    private const int SmallestChunk = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];
    private T[] _current = [];
    private int _currentStart;

    /// <summary>Whether any row has a value.</summary>
    public bool HasValues => _chunks.Count > 0;

    /// <summary>Rows are set in ascending order; those between keep the absent value.</summary>
    public void Set(int row, T value)
    {
        // The chunk of the last row is at hand: this is the whole way of nearly every value.
        int place = row - _currentStart;
        if ((uint)place < (uint)_current.Length)
        {
            _current[place] = value;
        }
        else if (HasValues || !value.Equals(absent))
        {
            MakeRoom(row);
            _current = _chunks[row >> ChunkBits];
            _currentStart = row & ~(ChunkSize - 1);
            _current[row - _currentStart] = value;
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
            CopyTo(0, values);
        }
        else
        {
            // Reads all over memory: nothing else may stand in this loop, so that many of them are under way at once.
            T[][] chunks = FullChunks(count);
            for (int i = 0; i < values.Length; i++)
            {
                int row = order[i];
                values[i] = chunks[row >> ChunkBits][row & (ChunkSize - 1)];
            }
        }

        _chunks.Clear();
        _current = [];
        return values;
    }

    /// <summary>Copies the values of the rows from <paramref name="start"/> on.</summary>
    public void CopyTo(int start, Span<T> target)
    {
        while (!target.IsEmpty)
        {
            int chunk = start >> ChunkBits;
            int place = start & (ChunkSize - 1);
            int length = Math.Min(target.Length, ChunkSize - place);
            int held = chunk < _chunks.Count ? Math.Clamp(_chunks[chunk].Length - place, 0, length) : 0;
            if (held > 0)
            {
                _chunks[chunk].AsSpan(place, held).CopyTo(target);
            }

            target[held..length].Fill(absent);
            target = target[length..];
            start += length;
        }
    }

    /// <summary>Chunks for all rows, so that a value is found without asking whether there is one.</summary>
    private T[][] FullChunks(int count)
    {
        if (_chunks[0].Length < ChunkSize)
        {
            Grow(ChunkSize);
        }

        int needed = ((count - 1) >> ChunkBits) + 1;
        var chunks = new T[needed][];
        _chunks.CopyTo(0, chunks, 0, Math.Min(needed, _chunks.Count));
        for (int c = _chunks.Count; c < needed; c++)
        {
            chunks[c] = new T[ChunkSize];
            Array.Fill(chunks[c], absent);
        }

        return chunks;
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
        _current = [];
        T[] chunk = _chunks[0];
        int old = chunk.Length;
        Array.Resize(ref chunk, length);
        chunk.AsSpan(old).Fill(absent);
        _chunks[0] = chunk;
    }
}
