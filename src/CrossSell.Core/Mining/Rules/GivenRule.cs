namespace CrossSell.Mining;

/// <summary>The sides of a rule from outside as ascending item codes, and what is wrong with them.</summary>
internal readonly ref struct GivenRule
{
    private GivenRule(int[] antecedent, int[] consequent, int[] both)
    {
        Antecedent = antecedent;
        Consequent = consequent;
        Both = both;
    }

    public ReadOnlySpan<int> Antecedent { get; }

    public ReadOnlySpan<int> Consequent { get; }

    /// <summary>The items of both sides.</summary>
    public ReadOnlySpan<int> Both { get; }

    /// <param name="codes">The codes of all items so far; new ones are added.</param>
    /// <param name="antecedent">The ids of the antecedent.</param>
    /// <param name="consequent">The ids of the consequent.</param>
    /// <param name="rule">The rule in codes.</param>
    /// <returns>What was expected instead; null when the sides are right.</returns>
    public static string? TryEncode(
        Dictionary<string, int> codes, IReadOnlyCollection<string> antecedent, IReadOnlyCollection<string> consequent, out GivenRule rule)
    {
        rule = default;
        if (consequent.Count == 0)
        {
            return "at least one item in the consequent";
        }

        string? fault = TryEncode(codes, antecedent, out int[] left);
        string? rightFault = TryEncode(codes, consequent, out int[] right);
        if ((fault ?? rightFault) is not null)
        {
            return fault ?? rightFault;
        }

        int[] both = [.. left, .. right];
        Array.Sort(both);
        rule = new GivenRule(left, right, both);
        return Repeated(both) is int code ? $"each item on one side; '{IdOf(codes, code)}' stands on both" : null;
    }

    /// <summary>Encodes one set of items.</summary>
    /// <returns>What was expected instead; null when the items are right.</returns>
    public static string? TryEncode(Dictionary<string, int> codes, IReadOnlyCollection<string> items, out int[] ascending)
    {
        ascending = new int[items.Count];
        int length = 0;
        foreach (string item in items)
        {
            if (string.IsNullOrEmpty(item))
            {
                return "ids of at least one character";
            }

            if (!codes.TryGetValue(item, out int code))
            {
                codes.Add(item, code = codes.Count);
            }

            ascending[length++] = code;
        }

        Array.Sort(ascending);
        return Repeated(ascending) is int twice ? $"each item once; '{IdOf(codes, twice)}' stands there twice" : null;
    }

    private static int? Repeated(int[] ascending)
    {
        for (int i = 1; i < ascending.Length; i++)
        {
            if (ascending[i] == ascending[i - 1])
            {
                return ascending[i];
            }
        }

        return null;
    }

    private static string IdOf(Dictionary<string, int> codes, int code) => codes.First(pair => pair.Value == code).Key;
}
