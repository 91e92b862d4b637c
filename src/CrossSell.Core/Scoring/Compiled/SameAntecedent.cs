namespace CrossSell;

/// <summary>Rules are equal when they have the same antecedent; one can be looked up by the products alone.</summary>
internal sealed class SameAntecedent(RuleBook book) : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<int>, int>
{
    public bool Equals(int x, int y) => book.Antecedent(x).SequenceEqual(book.Antecedent(y));

    public bool Equals(ReadOnlySpan<int> alternate, int other) => book.Antecedent(other).SequenceEqual(alternate);

    public int GetHashCode(int rule) => GetHashCode(book.Antecedent(rule));

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        ulong hash = (ulong)alternate.Length;
        foreach (int product in alternate)
        {
            hash = (hash ^ (uint)product) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        return (int)hash;
    }

    public int Create(ReadOnlySpan<int> alternate) => throw new NotSupportedException("Antecedents are looked up by their products, never added by them.");
}
