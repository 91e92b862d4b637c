namespace CrossSell.Storage.Sqlite;

/// <summary>What a <see cref="SqlValue"/> holds.</summary>
internal enum SqlKind : byte
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A UUID, kept as 16 bytes.</summary>
    Id,
}
