using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>What the readers of rules share.</summary>
internal static class RuleImport
{
    public static IReadOnlyList<RuleMeasure> UsualMeasures { get; } = [RuleMeasures.Support, RuleMeasures.Confidence, RuleMeasures.Lift];

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RuleImportOptions Checked(RuleImportOptions? options)
    {
        options ??= new RuleImportOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        return options;
    }

    /// <summary>Reads a stream that may be packed; damage below becomes a fault of the rules.</summary>
    /// <exception cref="RuleFormatException">The stream is damaged, or the reader says so.</exception>
    public static RuleSet Unpack(Stream stream, string sourceName, Func<Stream, RuleSet> read)
    {
        try
        {
            return read(PackedSource.Unpack(stream, sourceName));
        }
        catch (PurchaseFormatException e)
        {
            throw new RuleFormatException([e.BadRow], e);
        }
    }
}
