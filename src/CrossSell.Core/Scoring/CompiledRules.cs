namespace CrossSell;

/// <summary>The rules compiled for scoring: found by their rarest antecedent, the rest tested against a bitset.</summary>
/// <remarks>
/// Rules are numbered from the strongest down, so the best rule for a product is the one with the smallest number, and firing a rule is one minimum.
/// A rule that another with fewer antecedents and at least its confidence speaks for the same product can never be the best; it is left out.
/// </remarks>
internal sealed class CompiledRules
{
    private readonly int[] _starts;
    private readonly int[] _rules;
    private readonly int[] _restStarts;
    private readonly int[] _rest;
    private readonly int[] _consequents;

    private CompiledRules(int[] starts, int[] rules, int[] restStarts, int[] rest, int[] consequents)
    {
        _starts = starts;
        _rules = rules;
        _restStarts = restStarts;
        _rest = rest;
        _consequents = consequents;
    }

    /// <summary>Compiles a book of rules.</summary>
    /// <param name="book">The rules, strongest first.</param>
    /// <param name="counts">For each product how many transactions have it: what is rare is tested first.</param>
    public static CompiledRules Compile(RuleBook book, ReadOnlySpan<int> counts)
    {
        int products = counts.Length;
        bool[] dominated = RuleDominance.Find(book);
        var keys = new int[book.Count];
        var starts = new int[products + 1];
        for (int r = 0; r < book.Count; r++)
        {
            keys[r] = -1;
            if (!dominated[r])
            {
                keys[r] = Rarest(book.Antecedent(r), counts);
                starts[keys[r] + 1]++;
            }
        }

        for (int p = 0; p < products; p++)
        {
            starts[p + 1] += starts[p];
        }

        int kept = starts[products];
        int[] next = starts.AsSpan(0, products).ToArray();
        var rules = new int[kept];
        for (int r = 0; r < book.Count; r++)
        {
            if (keys[r] >= 0)
            {
                rules[next[keys[r]]++] = r;
            }
        }

        var restStarts = new int[kept + 1];
        var rest = new List<int>();
        var consequents = new int[kept];
        for (int i = 0; i < kept; i++)
        {
            foreach (int product in book.Antecedent(rules[i]))
            {
                if (product != keys[rules[i]])
                {
                    rest.Add(product);
                }
            }

            restStarts[i + 1] = rest.Count;
            consequents[i] = book.Consequents[rules[i]];
        }

        return new CompiledRules(starts, rules, restStarts, [.. rest], consequents);
    }

    /// <summary>The number of rules that can be the best one for some customer.</summary>
    public int Count => _rules.Length;

    /// <summary>Fires every rule whose antecedent the customer has: <paramref name="best"/> becomes, for each product, the strongest such rule.</summary>
    /// <param name="has">The products that count as evidence, each once.</param>
    /// <param name="hasBits">The same as bits.</param>
    /// <param name="best">For each product the best rule so far, or <see cref="int.MaxValue"/>.</param>
    public void Fire(ReadOnlySpan<int> has, ReadOnlySpan<ulong> hasBits, Span<int> best)
    {
        foreach (int product in has)
        {
            for (int i = _starts[product]; i < _starts[product + 1]; i++)
            {
                if (_rules[i] < best[_consequents[i]] && HasRest(i, hasBits))
                {
                    best[_consequents[i]] = _rules[i];
                }
            }
        }
    }

    private bool HasRest(int i, ReadOnlySpan<ulong> hasBits)
    {
        for (int k = _restStarts[i]; k < _restStarts[i + 1]; k++)
        {
            int product = _rest[k];
            if ((hasBits[product >> 6] & (1UL << product)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Rarest(ReadOnlySpan<int> antecedent, ReadOnlySpan<int> counts)
    {
        int rarest = antecedent[0];
        foreach (int product in antecedent)
        {
            if (counts[product] < counts[rarest])
            {
                rarest = product;
            }
        }

        return rarest;
    }
}
