namespace CrossSell;

/// <summary>The rules of a model as flat arrays, in the order of their strength; products are numbered as in the model.</summary>
/// <param name="AntecedentStarts">For each rule where its antecedent begins; one more entry than rules.</param>
/// <param name="Antecedents">The products of all antecedents, ascending within a rule.</param>
/// <param name="Consequents">For each rule the product that it speaks for.</param>
/// <param name="Both">For each rule how many transactions have antecedent and consequent (n11).</param>
/// <param name="WithAntecedent">For each rule how many have the antecedent (n1x).</param>
internal sealed record RuleBook(int[] AntecedentStarts, int[] Antecedents, int[] Consequents, int[] Both, int[] WithAntecedent)
{
    public static RuleBook Empty { get; } = new([0], [], [], [], []);

    public int Count => Consequents.Length;

    public ReadOnlySpan<int> Antecedent(int rule) => Antecedents.AsSpan(AntecedentStarts[rule], AntecedentStarts[rule + 1] - AntecedentStarts[rule]);

    public double Confidence(int rule) => (double)Both[rule] / WithAntecedent[rule];
}
