namespace CrossSell.Data;

/// <summary>Collects what is wrong with a file of rules.</summary>
internal sealed class RuleFaults(string source)
{
    private const int Most = 1000;
    private readonly List<BadRow> _faults = [];

    public string Source { get; } = source;

    public bool Any => _faults.Count > 0;

    /// <summary>Adds a fault.</summary>
    /// <exception cref="RuleFormatException">There are so many that the rest would tell nothing new.</exception>
    public void Add(long line, string? column, string? value, string expected)
    {
        _faults.Add(new BadRow(Source, line, column, value, expected));
        if (_faults.Count == Most)
        {
            ThrowIfAny();
        }
    }

    /// <summary>Adds a fault after which nothing can be read.</summary>
    public RuleFormatException Fatal(long line, string? column, string? value, string expected, Exception? inner = null)
    {
        _faults.Add(new BadRow(Source, line, column, value, expected));
        return new RuleFormatException(_faults, inner);
    }

    /// <exception cref="RuleFormatException">There are faults.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RuleFormatException(_faults);
        }
    }
}
