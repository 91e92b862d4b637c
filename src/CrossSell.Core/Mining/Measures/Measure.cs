namespace CrossSell.Mining;

/// <summary>What every measure tells of itself: of a rule (<see cref="RuleMeasure"/>), of an itemset (<see cref="ItemsetMeasure"/>), of a rule among others (<see cref="RuleSetMeasure"/>).</summary>
/// <remarks>docs/measures.md explains each measure for practitioners. Immutable and thread-safe.</remarks>
public abstract class Measure
{
    private protected Measure(string name, string title, string formula, string range, string undefinedWhen, string source)
    {
        Name = name;
        Title = title;
        Formula = formula;
        Range = range;
        UndefinedWhen = undefinedWhen;
        Source = source;
    }

    /// <summary>The name in camel case, as in files and on the command line: <c>confidence</c>, <c>chiSquared</c>.</summary>
    public string Name { get; }

    /// <summary>The name for people: <c>Fisher's exact test</c>.</summary>
    public string Title { get; }

    /// <summary>The formula; the class of the measure says what its letters stand for.</summary>
    public string Formula { get; }

    /// <summary>The values it can take, such as <c>[0, 1]</c> or <c>[0, Inf]</c>; Inf inside the bracket when it is reached.</summary>
    public string Range { get; }

    /// <summary>When its value is null, and which limits it takes at zero counts; <c>never</c> when it always has a value.</summary>
    public string UndefinedWhen { get; }

    /// <summary>The paper or book that it is from.</summary>
    public string Source { get; }

    /// <summary>The <see cref="Name"/>.</summary>
    /// <returns>The name.</returns>
    public sealed override string ToString() => Name;
}
