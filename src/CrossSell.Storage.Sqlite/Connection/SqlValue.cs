namespace CrossSell.Storage.Sqlite;

/// <summary>A value for a statement: nothing, a whole number, text, bytes or an id. A struct, so that a reservation's sixty values are no sixty objects.</summary>
internal readonly struct SqlValue
{
    private readonly Guid _id;

    private SqlValue(SqlKind kind, long number = 0, object? reference = null, Guid id = default)
    {
        Kind = kind;
        Number = number;
        Reference = reference;
        _id = id;
    }

    public SqlKind Kind { get; }

    public long Number { get; }

    /// <summary>The text or the bytes.</summary>
    public object? Reference { get; }

    public static implicit operator SqlValue(string? text) => text is null ? default : new(SqlKind.Text, reference: text);

    public static implicit operator SqlValue(byte[]? bytes) => bytes is null ? default : new(SqlKind.Bytes, reference: bytes);

    public static implicit operator SqlValue(long number) => new(SqlKind.Number, number);

    public static implicit operator SqlValue(long? number) => number is { } known ? new(SqlKind.Number, known) : default;

    public static implicit operator SqlValue(Guid id) => new(SqlKind.Id, id: id);

    public static implicit operator SqlValue(Guid? id) => id is { } known ? new(SqlKind.Id, id: known) : default;

    /// <summary>Whether the other is surely the same: bytes, which may have changed meanwhile, never are.</summary>
    public bool IsSame(in SqlValue other) => Kind == other.Kind && Kind switch
    {
        SqlKind.Text => string.Equals((string)Reference!, (string)other.Reference!, StringComparison.Ordinal),
        SqlKind.Bytes => false,
        _ => Number == other.Number && _id == other._id,
    };

    /// <summary>The id's 16 bytes in the order in which it is written, so that ids and their texts sort alike.</summary>
    public void WriteId(Span<byte> bytes) => _id.TryWriteBytes(bytes, bigEndian: true, out _);
}
