using System.Numerics;

namespace CrossSell;

/// <summary>Finds the rules that can never be the best: a stronger rule for the same product needs only a part of their antecedent.</summary>
/// <remarks>
/// Rules are looked at strongest first, so only earlier ones can dominate. The parts of each different antecedent are looked up once, however many rules share it; then a rule costs
/// one look-up of a number for each of them: O(rules × 2^length), length being 1 or 2 nearly always. Antecedents longer than eight are kept unexamined, which costs
/// time when scoring and changes no result.
/// </remarks>
internal static class RuleDominance
{
    private const int LongestExamined = 8;

    public static bool[] Find(RuleBook book, ReadOnlySpan<int> strongestFirst)
    {
        int[] antecedentOf = Number(book, strongestFirst, out Dictionary<int, int> known, out List<int> firstRule);
        (int[] starts, int[] parts) = Parts(book, known, firstRule);
        var dominated = new bool[book.Count];
        var stronger = new HashSet<ulong>(strongestFirst.Length);
        foreach (int rule in strongestFirst)
        {
            int antecedent = antecedentOf[rule];
            uint consequent = (uint)book.Consequents[rule];
            for (int at = starts[antecedent]; at < starts[antecedent + 1] && !dominated[rule]; at++)
            {
                dominated[rule] = stronger.Contains(((ulong)parts[at] << 32) | consequent);
            }

            dominated[rule] |= !stronger.Add(((ulong)antecedent << 32) | consequent) && book.Antecedent(rule).Length <= LongestExamined;
        }

        GC.KeepAlive(book);
        return dominated;
    }

    // For each rule the number of its antecedent, equal ones having the same.
    private static int[] Number(RuleBook book, ReadOnlySpan<int> rules, out Dictionary<int, int> known, out List<int> firstRule)
    {
        int[] antecedentOf = new int[book.Count];
        known = new Dictionary<int, int>(rules.Length / 2, new SameAntecedent(book));
        firstRule = [];
        foreach (int rule in rules)
        {
            if (!known.TryGetValue(rule, out antecedentOf[rule]))
            {
                antecedentOf[rule] = firstRule.Count;
                known.Add(rule, firstRule.Count);
                firstRule.Add(rule);
            }
        }

        return antecedentOf;
    }

    // For each antecedent the numbers of those that are a part of it, itself not among them.
    private static (int[] Starts, int[] Parts) Parts(RuleBook book, Dictionary<int, int> known, List<int> firstRule)
    {
        Dictionary<int, int>.AlternateLookup<ReadOnlySpan<int>> numberOf = known.GetAlternateLookup<ReadOnlySpan<int>>();
        int[] starts = new int[firstRule.Count + 1];
        var parts = new List<int>();
        Span<int> part = stackalloc int[LongestExamined];
        for (int antecedent = 0; antecedent < firstRule.Count; antecedent++)
        {
            ReadOnlySpan<int> products = book.Antecedent(firstRule[antecedent]);
            int all = products.Length <= LongestExamined ? (1 << products.Length) - 1 : 0;
            for (int bits = 1; bits < all; bits++)
            {
                int length = 0;
                for (int left = bits; left != 0; left &= left - 1)
                {
                    part[length++] = products[BitOperations.TrailingZeroCount(left)];
                }

                if (numberOf.TryGetValue(part[..length], out int number))
                {
                    parts.Add(number);
                }
            }

            starts[antecedent + 1] = parts.Count;
        }

        return (starts, [.. parts]);
    }
}
