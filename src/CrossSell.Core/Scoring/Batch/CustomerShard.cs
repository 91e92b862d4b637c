using System.Globalization;
using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>One of several shares of all customers: several processes or machines that each take one do the work of one, and nobody is done twice.</summary>
/// <remarks>
/// A customer's share follows from his id alone (FNV-1a over its UTF-8, mixed), so it is the same on every machine, in every history and release. The default is
/// the whole.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CustomerShard
{
    private readonly int _others;

    /// <summary>A share.</summary>
    /// <param name="index">Which, from 1 to <paramref name="count"/>.</param>
    /// <param name="count">How many there are, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public CustomerShard(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, count);
        Place = index - 1;
        _others = count - 1;
    }

    /// <summary>All customers.</summary>
    public static CustomerShard Whole => default;

    /// <summary>Which share it is, from 1.</summary>
    public int Index => Place + 1;

    /// <summary>How many shares there are.</summary>
    public int Count => _others + 1;

    /// <summary>Whether it is all customers.</summary>
    public bool IsWhole => _others == 0;

    private int Place { get; }

    /// <summary>Reads <c>2/8</c>: the second of eight.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shard">The share.</param>
    /// <returns>False when the text is no share.</returns>
    public static bool TryParse(string? text, out CustomerShard shard)
    {
        shard = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0
            || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || index < 1 || count < index)
        {
            return false;
        }

        shard = new CustomerShard(index, count);
        return true;
    }

    /// <summary>Whether a customer belongs to it. O(length of the id).</summary>
    /// <param name="utf8">The customer's id as UTF-8.</param>
    public bool Contains(ReadOnlySpan<byte> utf8) => IsWhole || (int)(StableHash.Of(utf8) % (uint)Count) == Place;

    /// <summary>The share as it is read: <c>2/8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
