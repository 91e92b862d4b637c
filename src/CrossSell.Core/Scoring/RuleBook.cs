namespace CrossSell;

/// <summary>The rules of a model as flat arrays, in the order of their strength; products are numbered as in the model.</summary>
/// <param name="AntecedentStarts">For each rule where its antecedent begins; one more entry than rules.</param>
/// <param name="Antecedents">The products of all antecedents, ascending within a rule.</param>
/// <param name="Consequents">For each rule the product that it speaks for.</param>
/// <param name="Both">For each rule how many transactions have antecedent and consequent (n11).</param>
/// <param name="WithAntecedent">For each rule how many have the antecedent (n1x).</param>
internal sealed record RuleBook(FlatArray<int> AntecedentStarts, FlatArray<int> Antecedents, FlatArray<int> Consequents, FlatArray<int> Both, FlatArray<int> WithAntecedent)
{
    public static RuleBook Empty { get; } = new([0], [], [], [], []);

    public int Count => Consequents.Length;

    /// <summary>The products of a rule's antecedent; good as long as the book is reachable (<see cref="FlatArray{T}"/>).</summary>
    public ReadOnlySpan<int> Antecedent(int rule) => Antecedents.Span[AntecedentStarts[rule]..AntecedentStarts[rule + 1]];

    /// <summary>A copy of the same.</summary>
    public int[] AntecedentOf(int rule) => Antecedents.ToArray(AntecedentStarts[rule], AntecedentStarts[rule + 1] - AntecedentStarts[rule]);

    public double Confidence(int rule) => (double)Both[rule] / WithAntecedent[rule];
}
