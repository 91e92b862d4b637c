using System.Text;

namespace CrossSell.Storage.Sqlite;

/// <summary>The rows of a statement that is running; disposing it makes the statement free for its next run.</summary>
internal readonly struct LedgerRows(LedgerStatement statement) : IDisposable
{
    /// <summary>On to the next row; false at the end.</summary>
    public bool Read() => statement.Step();

    public bool IsDBNull(int column) => statement.IsNull(column);

    public bool IsNumber(int column) => statement.IsNumber(column);

    public long GetInt64(int column) => statement.Number(column);

    public int GetInt32(int column) => checked((int)statement.Number(column));

    public string GetString(int column) => Encoding.UTF8.GetString(statement.Bytes(column));

    /// <summary>Whether a column holds a text, without making a string of it.</summary>
    public bool Is(int column, string text)
    {
        ReadOnlySpan<byte> bytes = statement.Bytes(column);
        Span<char> chars = stackalloc char[256];
        return bytes.Length <= chars.Length && Encoding.UTF8.TryGetChars(bytes, chars, out int written)
            ? chars[..written].SequenceEqual(text)
            : string.Equals(GetString(column), text, StringComparison.Ordinal);
    }

    public Guid GetGuid(int column) => new(statement.Bytes(column), bigEndian: true);

    public void Dispose() => statement.Reset();
}
