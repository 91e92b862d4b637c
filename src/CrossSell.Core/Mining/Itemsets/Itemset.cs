using System.Globalization;

namespace CrossSell.Mining;

/// <summary>An itemset and the number of transactions that hold it: a view of one entry of <see cref="Itemsets"/>.</summary>
public readonly struct Itemset : IEquatable<Itemset>
{
    private readonly Itemsets _owner;
    private readonly int _length;
    private readonly int _ordinal;

    internal Itemset(Itemsets owner, int length, int ordinal)
    {
        _owner = owner;
        _length = length;
        _ordinal = ordinal;
    }

    /// <summary>The result that this is an entry of.</summary>
    internal Itemsets Owner => _owner;

    /// <summary>How many items it has.</summary>
    public int Length => _length;

    /// <summary>The item indexes, ascending.</summary>
    public ReadOnlySpan<int> Indexes => _owner.IndexesOf(_length, _ordinal);

    /// <summary>The item ids, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Items => _owner.NamesOf(Indexes);

    /// <summary>The number of transactions that hold all its items.</summary>
    public int Count => _owner.CountOf(_length, _ordinal);

    /// <summary>The share of all transactions that hold all its items, 0 to 1.</summary>
    public double Support => (double)Count / _owner.TransactionCount;

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(Itemset left, Itemset right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(Itemset left, Itemset right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Itemset other) => ReferenceEquals(_owner, other._owner) && _length == other._length && _ordinal == other._ordinal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Itemset other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_length, _ordinal);

    /// <summary>Such as <c>{bread, milk} (count 31)</c>.</summary>
    public override string ToString() =>
        _owner is null ? "{}" : string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(", ", Items)}}} (count {Count})");
}
