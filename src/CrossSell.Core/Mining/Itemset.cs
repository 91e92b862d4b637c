using System.Globalization;

namespace CrossSell.Mining;

/// <summary>An itemset and the number of transactions that hold it: a view of one entry of <see cref="Itemsets"/>.</summary>
public readonly struct Itemset : IEquatable<Itemset>
{
    private readonly Itemsets owner;
    private readonly int length;
    private readonly int ordinal;

    internal Itemset(Itemsets owner, int length, int ordinal)
    {
        this.owner = owner;
        this.length = length;
        this.ordinal = ordinal;
    }

    /// <summary>How many items it has.</summary>
    public int Length => length;

    /// <summary>The item indexes, ascending.</summary>
    public ReadOnlySpan<int> Indexes => owner.IndexesOf(length, ordinal);

    /// <summary>The item ids, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Items => owner.NamesOf(Indexes);

    /// <summary>The number of transactions that hold all its items.</summary>
    public int Count => owner.CountOf(length, ordinal);

    /// <summary>The share of all transactions that hold all its items, 0 to 1.</summary>
    public double Support => (double)Count / owner.TransactionCount;

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(Itemset left, Itemset right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(Itemset left, Itemset right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Itemset other) => ReferenceEquals(owner, other.owner) && length == other.length && ordinal == other.ordinal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Itemset other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(length, ordinal);

    /// <summary>Such as <c>{bread, milk} (count 31)</c>.</summary>
    public override string ToString() =>
        owner is null ? "{}" : string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(", ", Items)}}} (count {Count})");
}
