namespace CrossSell.Storage.Sqlite;

/// <summary>
/// Compares the texts of statements, which are few, long, and nearly always the very same object: looking one up costs a handful of characters, not all of them.
/// </summary>
internal sealed class SqlComparer : IEqualityComparer<string>
{
    public static readonly SqlComparer Instance = new();

    public bool Equals(string? x, string? y) => ReferenceEquals(x, y) || string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj)
    {
        int hash = obj.Length, step = Math.Max(1, obj.Length / 12);
        for (int i = obj.Length - 1; i >= 0; i -= step)
        {
            hash = unchecked((hash * 31) + obj[i]);
        }

        return hash;
    }
}
