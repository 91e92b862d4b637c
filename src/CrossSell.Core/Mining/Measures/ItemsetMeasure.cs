namespace CrossSell.Mining;

/// <summary>One measure of an itemset: a figure that follows from the counts of the itemset and of its parts.</summary>
/// <remarks>The measures stand in <see cref="ItemsetMeasures"/>; docs/measures.md explains each. Immutable and thread-safe.</remarks>
public sealed class ItemsetMeasure
{
    private readonly Func<Itemset, double?> _evaluate;

    internal ItemsetMeasure(string name, string title, string formula, string range, string undefinedWhen, string source, Func<Itemset, double?> evaluate)
    {
        Name = name;
        Title = title;
        Formula = formula;
        Range = range;
        UndefinedWhen = undefinedWhen;
        Source = source;
        _evaluate = evaluate;
    }

    /// <summary>The name in camel case: <c>allConfidence</c>.</summary>
    public string Name { get; }

    /// <summary>The name for people.</summary>
    public string Title { get; }

    /// <summary>The formula in c, the itemset's count, c1 to ck, those of its k items, and n, all transactions.</summary>
    public string Formula { get; }

    /// <summary>The values it can take, as <see cref="RuleMeasure.Range"/>.</summary>
    public string Range { get; }

    /// <summary>When its value is null; <c>never</c> when it always has one.</summary>
    public string UndefinedWhen { get; }

    /// <summary>The paper that it is from.</summary>
    public string Source { get; }

    /// <summary>The measure of an itemset.</summary>
    /// <param name="itemset">An entry of a result with all frequent itemsets: the counts of its parts are looked up there.</param>
    /// <returns>The value; null when it is undefined. Never NaN.</returns>
    /// <remarks>O(items), but <c>bond</c> sums over all 2^items subsets.</remarks>
    /// <exception cref="InvalidOperationException">
    /// A part is not among the itemsets, because they are closed or maximal only or short ones were left out; the message names it.
    /// </exception>
    public double? Evaluate(Itemset itemset) => _evaluate(itemset);

    /// <summary>The <see cref="Name"/>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
