using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Finds the rules that can never be the best: a stronger rule for the same product needs only a part of their antecedent.</summary>
/// <remarks>
/// Rules are looked at strongest first, so only earlier ones can dominate. Each antecedent's parts are looked up in a hash of the earlier rules: O(rules × 2^length),
/// length being 1 or 2 nearly always; antecedents longer than eight are kept unexamined, which costs time when scoring and changes no result.
/// </remarks>
internal static class RuleDominance
{
    private const int LongestExamined = 8;

    public static bool[] Find(RuleBook book, ReadOnlySpan<int> strongestFirst)
    {
        var dominated = new bool[book.Count];
        var stronger = new HashSet<Key>(book.Count, Key.Comparer(book));
        foreach (int r in strongestFirst)
        {
            int length = book.Antecedent(r).Length;
            if (length <= LongestExamined)
            {
                int all = (1 << length) - 1;
                for (int part = 1; part < all && !dominated[r]; part++)
                {
                    dominated[r] = stronger.Contains(new Key(r, part));
                }

                dominated[r] |= !stronger.Add(new Key(r, all));
            }
        }

        return dominated;
    }

    /// <summary>A part of a rule's antecedent, by the bits of its places, together with the rule's consequent.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(int Rule, int Part)
    {
        public static IEqualityComparer<Key> Comparer(RuleBook book) => new BySet(book);

        private sealed class BySet(RuleBook book) : IEqualityComparer<Key>
        {
            public bool Equals(Key x, Key y)
            {
                if (book.Consequents[x.Rule] != book.Consequents[y.Rule]
                    || System.Numerics.BitOperations.PopCount((uint)x.Part) != System.Numerics.BitOperations.PopCount((uint)y.Part))
                {
                    return false;
                }

                ReadOnlySpan<int> a = book.Antecedent(x.Rule);
                ReadOnlySpan<int> b = book.Antecedent(y.Rule);
                for (int i = x.Part, j = y.Part; i != 0; i &= i - 1, j &= j - 1)
                {
                    if (a[System.Numerics.BitOperations.TrailingZeroCount(i)] != b[System.Numerics.BitOperations.TrailingZeroCount(j)])
                    {
                        return false;
                    }
                }

                return true;
            }

            public int GetHashCode(Key key)
            {
                var hash = default(HashCode);
                hash.Add(book.Consequents[key.Rule]);
                ReadOnlySpan<int> antecedent = book.Antecedent(key.Rule);
                for (int i = key.Part; i != 0; i &= i - 1)
                {
                    hash.Add(antecedent[System.Numerics.BitOperations.TrailingZeroCount(i)]);
                }

                return hash.ToHashCode();
            }
        }
    }
}
