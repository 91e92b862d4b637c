using System.Numerics;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>The rules of each product, the strongest first: which of them it was that said a gain.</summary>
/// <remarks>
/// Asked for the few products that may be among the best, in three steps, each of which fetches what the next one reads: where the rules begin that have that gain at most, which is the first
/// of them that fires, and the rule itself. Immutable and thread-safe.
/// </remarks>
internal sealed class ProductRules
{
    /// <summary>A product with as many rules has a table of how many have a greater gain than each; the gains of one with fewer are gone through.</summary>
    private const int FewestOfTable = 128;

    private const int None = -1;

    private readonly int[] _starts;
    private readonly byte[] _gains;
    private readonly int[] _groups;
    private readonly GainRule[] _rules;
    private readonly int[] _tables;
    private readonly ushort[] _greater;

    /// <param name="starts">For each product where its rules begin, and one behind the last.</param>
    /// <param name="gains">For each rule its gain (<see cref="RuleGains"/>), falling with the rules of a product.</param>
    /// <param name="groups">For each the group that it belongs to.</param>
    /// <param name="rules">The rules of each product, the strongest first.</param>
    public ProductRules(int[] starts, byte[] gains, int[] groups, GainRule[] rules)
    {
        _starts = starts;
        _gains = gains;
        _groups = groups;
        _rules = rules;
        _tables = new int[starts.Length - 1];
        int tables = 0;
        for (int product = 0; product < _tables.Length; product++)
        {
            _tables[product] = starts[product + 1] - starts[product] is >= FewestOfTable and <= ushort.MaxValue ? tables++ << 8 : None;
        }

        _greater = new ushort[tables << 8];
        for (int product = 0; product < _tables.Length; product++)
        {
            for (int gain = 0; gain <= byte.MaxValue && _tables[product] != None; gain++)
            {
                _greater[_tables[product] + gain] = (ushort)Greater(product, (byte)gain);
            }
        }
    }

    /// <summary>Fetches what <see cref="Begin"/> reads.</summary>
    /// <param name="product">The product.</param>
    /// <param name="said">The greatest gain of its rules that fire.</param>
    public void Fetch(int product, byte said)
    {
        if (_tables[product] is >= 0 and int table)
        {
            CacheHint.Touch(_greater, table + said);
        }
        else
        {
            CacheHint.Touch(_gains, _starts[product]);
        }
    }

    /// <summary>Where a product's rules begin that have a gain at most.</summary>
    /// <param name="product">The product.</param>
    /// <param name="said">The greatest gain of its rules that fire, not 0.</param>
    public int Begin(int product, byte said)
    {
        int at = _starts[product] + (_tables[product] is >= 0 and int table ? _greater[table + said] : Greater(product, said));
        CacheHint.Touch(_groups, at);
        return at;
    }

    /// <summary>The first rule of a product, from one on, that fires.</summary>
    /// <param name="product">The product.</param>
    /// <param name="from">As <see cref="Begin"/> gave it.</param>
    /// <param name="fired">The groups that fire, as bits.</param>
    /// <returns>Where it is; -1 when none does.</returns>
    public int FirstThatFires(int product, int from, ReadOnlySpan<ulong> fired)
    {
        ReadOnlySpan<int> groups = _groups.AsSpan(from..Math.Max(from, _starts[product + 1]));
        for (int i = 0; i < groups.Length; i++)
        {
            if (Bitset.Contains(fired, groups[i]))
            {
                CacheHint.Touch(_rules, from + i);
                return from + i;
            }
        }

        return None;
    }

    /// <summary>A rule, as <see cref="FirstThatFires"/> gave it.</summary>
    public GainRule At(int place) => _rules[place];

    private int Greater(int product, byte said)
    {
        ReadOnlySpan<byte> gains = _gains.AsSpan(_starts[product].._starts[product + 1]);
        int at = 0;
        int greater = 0;
        for (; at + Vector256<byte>.Count <= gains.Length; at += Vector256<byte>.Count)
        {
            greater += BitOperations.PopCount(Vector256.GreaterThan(Vector256.Create(gains[at..]), Vector256.Create(said)).ExtractMostSignificantBits());
        }

        for (; at < gains.Length; at++)
        {
            greater += gains[at] > said ? 1 : 0;
        }

        return greater;
    }
}
