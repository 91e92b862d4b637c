namespace CrossSell.Mining;

/// <summary>One measure of an itemset: a figure that follows from the counts of the itemset and of its parts.</summary>
/// <remarks>
/// Formulas are in c, the itemset's count, c1 to ck, those of its k items, and n, all transactions. The measures stand in <see cref="ItemsetMeasures"/>; docs/measures.md explains each.
/// Immutable and thread-safe.
/// </remarks>
public sealed class ItemsetMeasure : Measure
{
    private readonly Func<Itemset, double?> _evaluate;

    internal ItemsetMeasure(string name, string title, string formula, string range, string undefinedWhen, string source, Func<Itemset, double?> evaluate)
        : base(name, title, formula, range, undefinedWhen, source)
    {
        _evaluate = evaluate;
    }

    /// <summary>The measure of an itemset.</summary>
    /// <param name="itemset">An entry of a result with all frequent itemsets: the counts of its parts are looked up there.</param>
    /// <returns>The value; null when it is undefined. Never NaN.</returns>
    /// <remarks>O(items), but <c>bond</c> sums over all 2^items subsets.</remarks>
    /// <exception cref="InvalidOperationException">
    /// A part is not among the itemsets, because they are closed or maximal only or short ones were left out; the message names it.
    /// </exception>
    public double? Evaluate(Itemset itemset) => _evaluate(itemset);
}
